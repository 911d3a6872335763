using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

/// <summary>An engine over declared workflows and a store, on a fake clock.</summary>
internal sealed class EngineUnderTest : IDisposable
{
    public EngineUnderTest(IReadOnlyList<Workflow> declared, IWorkflowStore? store = null, TriggerCatalog? triggers = null, ConditionSettings? settings = null, string language = "en")
    {
        Store = new CheckedWorkflowStore(store ?? new InMemoryWorkflowStore(), WorkflowUrlCheck.None, new FakeLogger<CheckedWorkflowStore>(Logs));
        Directory = new WorkflowDirectory(
            declared,
            Store,
            triggers ?? new TriggerCatalog(),
            settings ?? new ConditionSettings(TimeZoneInfo.Utc, DayOfWeek.Monday),
            new FakeLogger<WorkflowDirectory>(Logs));
        Engine = new WorkflowEngine(Directory, Time, new FakeLogger<WorkflowEngine>(Logs), language);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = new();

    public IWorkflowStore Store { get; }

    public WorkflowDirectory Directory { get; }

    public IWorkflowEngine Engine { get; }

    public async Task<string[]> NamesMatchingAsync(WorkflowEvent workflowEvent) =>
        [.. (await Engine.MatchAsync(workflowEvent)).Select(match => match.Workflow.Name)];

    public void Dispose() => Directory.Dispose();
}
