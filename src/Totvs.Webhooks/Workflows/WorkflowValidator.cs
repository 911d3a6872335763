using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>Finds every fault of a workflow at once, each with its place and remedy.</summary>
internal static class WorkflowValidator
{
    public static List<DefinitionFault> FaultsOf(Workflow workflow, ConditionPatterns? patterns = null) =>
        FaultsOf(workflow, new PropertyFaults([], "", patterns));

    /// <summary>The faults of a workflow whose conditions were validated while they were read.</summary>
    public static List<DefinitionFault> FaultsBesideConditions(Workflow workflow) =>
        FaultsOf(workflow, new PropertyFaults([], "", SkipsConditions: true));

    private static List<DefinitionFault> FaultsOf(Workflow workflow, PropertyFaults faults)
    {
        PropertyFaults.CheckAll(workflow, WorkflowProperties.All, faults);
        return faults.Found;
    }
}
