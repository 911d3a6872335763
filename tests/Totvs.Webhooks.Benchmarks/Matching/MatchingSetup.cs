using System.Text.Json;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Matching;

/// <summary>The same record and the same conditions for every contender.</summary>
internal static class MatchingSetup
{
    public const int Fields = 10;

    public static ConditionSettings Settings { get; } = new(TimeZoneInfo.Utc, DayOfWeek.Monday);

    /// <summary>A record of ten numbers, each too small for the conditions.</summary>
    public static JsonElement Record { get; } = JsonDocument.Parse(
        "{" + string.Join(",", Enumerable.Range(0, Fields).Select(number => $"\"field{number}\":{number}.5")) + "}").RootElement;

    public static WorkflowEvent Event { get; } = new(CrmTriggers.OpportunityWon, "opportunity-1") { Record = Record };

    public static Workflow WorkflowWithOneCondition(int number, Trigger trigger) => new()
    {
        Name = $"Workflow {number}",
        Trigger = trigger,
        Conditions = Condition.Field($"field{number % Fields}").IsAtLeast(10_000),
        Action = new WebhookAction { Url = new Uri("https://erp.example.com/hooks") },
    };

    /// <summary>An index in which so many workflows wait for the event's trigger, and the rest for others.</summary>
    public static WorkflowIndex Index(int onTrigger, int all)
    {
        Trigger[] others = [.. CrmTriggers.All.Where(trigger => trigger != CrmTriggers.OpportunityWon)];
        IEnumerable<Workflow> workflows = Enumerable.Range(0, all)
            .Select(number => WorkflowWithOneCondition(
                number, number < onTrigger ? CrmTriggers.OpportunityWon : others[number % others.Length]));
        return new WorkflowIndex(workflows, new TriggerCatalog(), Settings);
    }
}
