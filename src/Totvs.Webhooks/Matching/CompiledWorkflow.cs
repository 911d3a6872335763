using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>A workflow made ready to be matched often.</summary>
internal sealed class CompiledWorkflow
{
    public CompiledWorkflow(Workflow workflow, Trigger trigger, ConditionSettings settings, FieldPathTable paths)
    {
        Match = new WorkflowMatch(workflow, trigger);
        MatchAlone = Task.FromResult<IReadOnlyList<WorkflowMatch>>(Array.AsReadOnly([Match]));
        Conditions = workflow.Conditions is { } conditions
            ? CompiledCondition.Compile(conditions, SettingsOf(workflow, settings), paths)
            : null;
    }

    /// <summary>What a match of it is: always the same, so it is made once.</summary>
    public WorkflowMatch Match { get; }

    /// <summary>The answer where it is the only one that matches.</summary>
    public Task<IReadOnlyList<WorkflowMatch>> MatchAlone { get; }

    /// <summary>Its conditions; <see langword="null"/> when every event of its trigger runs it.</summary>
    public CompiledCondition? Conditions { get; }

    private static ConditionSettings SettingsOf(Workflow workflow, ConditionSettings settings) =>
        workflow.TimeZone is null && workflow.FirstDayOfWeek is null
            ? settings
            : settings with
            {
                TimeZone = workflow.TimeZone ?? settings.TimeZone,
                FirstDayOfWeek = workflow.FirstDayOfWeek ?? settings.FirstDayOfWeek,
            };
}
