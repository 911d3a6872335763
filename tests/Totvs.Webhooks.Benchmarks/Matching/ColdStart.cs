using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Matching;

/// <summary>The first match of a process: a thousand workflows are compiled, then one event is matched, with nothing warmed up.</summary>
internal static class ColdStart
{
    public static async Task<int> RunAsync()
    {
        Workflow[] workflows = [.. Enumerable.Range(0, 1_000).Select(number => MatchingSetup.WorkflowWithOneCondition(number, CrmTriggers.All[number % CrmTriggers.All.Count]))];
        WorkflowEvent workflowEvent = MatchingSetup.Event;

        long start = Stopwatch.GetTimestamp();
        using var directory = new WorkflowDirectory(
            workflows, new InMemoryWorkflowStore(), new TriggerCatalog(), MatchingSetup.Settings, NullLogger<WorkflowDirectory>.Instance);
        var engine = new WorkflowEngine(directory, TimeProvider.System, NullLogger<WorkflowEngine>.Instance);
        TimeSpan compiled = Stopwatch.GetElapsedTime(start);

        await directory.EnsureLoadedAsync(CancellationToken.None);
        long first = Stopwatch.GetTimestamp();
        await engine.MatchAsync(workflowEvent);
        TimeSpan firstMatch = Stopwatch.GetElapsedTime(first);

        long second = Stopwatch.GetTimestamp();
        await engine.MatchAsync(workflowEvent);
        TimeSpan secondMatch = Stopwatch.GetElapsedTime(second);

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cold workflows=1000 compile_ms={compiled.TotalMilliseconds:N2} first_match_ms={firstMatch.TotalMilliseconds:N2} second_match_ms={secondMatch.TotalMilliseconds:N3}"));
        return 0;
    }
}
