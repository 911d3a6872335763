using Spectre.Console;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sample;

/// <summary>Reports a run, apart from its progress: its inputs, its findings and its result.</summary>
/// <param name="options">What the command line asks for.</param>
/// <param name="console">Where it is written.</param>
internal sealed class RunReport(SampleOptions options, IAnsiConsole console)
{
    /// <summary>Writes the inputs of the run.</summary>
    public void Introduce(EventFile file, IReadOnlyList<Workflow> workflows, LocalReceiver? receiver)
    {
        console.MarkupLine("[bold]Totvs.Webhooks, a demonstration[/]");
        Fact("events", $"{file.Events.Count}, from {Path.GetFileName(options.EventsPath)}");
        Fact(
            "workflows",
            $"{workflows.Count}, {workflows.Count(workflow => workflow.IsActive)} of them active, " +
            $"from {Path.GetFileName(options.WorkflowsPath)}");
        Fact("store", options.Store == StoreKind.Sqlite
            ? $"SQLite, in {Path.GetFileName(options.DatabasePath)}: stop the run in the middle, start it again, and it finishes what waits"
            : "memory: what waits is gone with the process");
        Fact("receiver", receiver is null
            ? $"{options.Url} gets every webhook; delivered is counted by its answers, on this side"
            : $"{receiver.Address} on this machine gets every webhook; some of its routes fail on purpose");
        Fact(
            "retries",
            $"after {WebhooksHost.RetryInterval.TotalMilliseconds} ms, for the demonstration only; " +
            "an application keeps the 5 minutes of TOTVS");
        foreach (BrokenLine broken in file.BrokenLines)
        {
            console.MarkupLineInterpolated($"[red]{Path.GetFileName(options.EventsPath)}, line {broken.Number}: {broken.Cause}[/]");
        }

        console.WriteLine();
    }

    /// <summary>Writes how many deliveries an earlier run has left.</summary>
    public void Found(int deliveries)
    {
        if (deliveries > 0)
        {
            console.MarkupLineInterpolated(
                $"[yellow]Found {deliveries} deliveries waiting from an earlier run: they are finished too, and count as matched.[/]");
        }
    }

    /// <summary>Writes that an event could not be published, and that the rest were not tried.</summary>
    public void NotPublished(SampleEvent happening, string cause) =>
        console.MarkupLineInterpolated($"[red]{happening.Id} could not be published, so the events after it were not: {cause}[/]");

    /// <summary>Prints a request that the local receiver got.</summary>
    public void Received(ReceivedRequest request) => Exactly(request.ToText());

    /// <summary>Prints the table and the totals.</summary>
    /// <returns>The exit code.</returns>
    public int Finish(EventFile file, IReadOnlyList<Workflow> workflows, IReadOnlyDictionary<Guid, Score> scores, int published)
    {
        Score total = scores.Values.Aggregate(Score.Zero, (sum, score) => sum + score);
        console.Write(ScoreTable.Of(workflows, scores, console.Profile.Width));
        if (file.BrokenLines.Count > 0)
        {
            console.MarkupLineInterpolated($"[red]Broken lines passed over: {file.BrokenLines.Count}; they are named at the beginning.[/]");
        }

        if (total.Pending > 0)
        {
            console.MarkupLineInterpolated($"[yellow]Stopped while {total.Pending} deliveries were waiting. {FateOfPending()}[/]");
        }

        Exactly(
            $"published={published} matched={total.Matched} delivered={total.Delivered} retried={total.Retried} " +
            $"discarded={total.Discarded} pending={total.Pending} lost={total.Lost}");
        bool isComplete = published == file.Events.Count && file.BrokenLines.Count == 0;
        return isComplete && total is { Lost: 0, Pending: 0 } ? ExitCode.Success : ExitCode.Incomplete;
    }

    private string FateOfPending() => options.Store switch
    {
        StoreKind.Memory => "The store in memory forgets them now.",
        _ => "Start again to finish them.",
    };

    private void Fact(string name, string text) => console.MarkupLineInterpolated($"  [grey]{name,-10}[/] {text}");

    // Past the console's wrapping and markup: these lines are read by programs, too.
    private void Exactly(string text) => console.Profile.Out.Writer.WriteLine(text);
}
