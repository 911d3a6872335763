using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>Finds every fault of a workflow at once, each with its place and remedy.</summary>
internal static class WorkflowValidator
{
    public static List<DefinitionFault> FaultsOf(Workflow workflow, ConditionPatterns? patterns = null)
    {
        List<DefinitionFault> faults = [];
        PropertyFaults.CheckAll(workflow, WorkflowProperties.All, new PropertyFaults(faults, "", patterns));
        return faults;
    }
}
