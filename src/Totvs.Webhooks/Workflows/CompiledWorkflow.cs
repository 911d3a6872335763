using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows;

/// <summary>A workflow made ready to be matched often.</summary>
internal sealed class CompiledWorkflow(Workflow workflow, Trigger trigger, ConditionSettings settings, FieldPathTable paths)
{
    /// <summary>What a match of it is: always the same, so it is made once.</summary>
    public WorkflowMatch Match { get; } = new(workflow, trigger);

    /// <summary>Its conditions; <see langword="null"/> when every event of its trigger runs it.</summary>
    public CompiledCondition? Conditions { get; } =
        workflow.Conditions is { } conditions ? CompiledCondition.Compile(conditions, SettingsOf(workflow, settings), paths) : null;

    private static ConditionSettings SettingsOf(Workflow workflow, ConditionSettings settings) =>
        new(workflow.TimeZone ?? settings.TimeZone, workflow.FirstDayOfWeek ?? settings.FirstDayOfWeek);
}
