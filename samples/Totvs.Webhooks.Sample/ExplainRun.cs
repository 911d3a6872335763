using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sample;

/// <summary>Answers <c>--explain</c>: why each workflow runs or does not run for one line of the events file. Nothing is sent.</summary>
/// <param name="options">What the command line asks for.</param>
/// <param name="console">Where it is told.</param>
internal sealed class ExplainRun(SampleOptions options, IAnsiConsole console)
{
    /// <summary>Explains the event.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        // No host, so no dispatcher: the engine alone answers.
        await using ServiceProvider services = new ServiceCollection()
            .AddTotvsWebhooks(webhooks => webhooks.AddWorkflowsFromFile(options.WorkflowsPath))
            .BuildServiceProvider();

        EventFile file = EventFile.Read(options.EventsPath, services.GetRequiredService<TriggerCatalog>().Find);
        SampleEvent? happening = file.Events.FirstOrDefault(line => string.Equals(line.Id, options.Explain, StringComparison.OrdinalIgnoreCase));
        if (happening is null)
        {
            await Console.Error.WriteLineAsync($"No line of {options.EventsPath} has the id '{options.Explain}'. A line's id is its member \"id\", such as E0001; one without goes by \"line N\".");
            return ExitCode.Failed;
        }

        Trigger trigger = happening.Event.Trigger;
        console.MarkupLineInterpolated($"[bold]{happening.Id}: {trigger.Name}[/] ({trigger.Code}), record {happening.Event.RecordId}");
        IReadOnlyList<WorkflowMatch> matches = await services.GetRequiredService<IWorkflowEngine>().MatchAsync(happening.Event);
        foreach (Workflow workflow in WorkflowReader.ReadFile(options.WorkflowsPath).OrderByDescending(workflow => IsOn(workflow, trigger)))
        {
            bool runs = matches.Any(match => match.Workflow.Id == workflow.Id);
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{workflow.Name}[/]");
            console.MarkupLine(runs ? "  [green]runs[/]" : "  [yellow]does not run[/]");
            console.MarkupLineInterpolated($"  {ReasonFor(workflow, trigger, runs)}");
        }

        return ExitCode.Success;
    }

    private static string ReasonFor(Workflow workflow, Trigger trigger, bool runs)
    {
        if (!IsOn(workflow, trigger))
        {
            return $"It waits for another trigger: {workflow.Trigger.Name}.";
        }

        if (!workflow.IsActive)
        {
            return "It is inactive.";
        }

        if (workflow.Conditions is not { } conditions)
        {
            return "It has no conditions: every event of this trigger runs it.";
        }

        return $"It asks that {conditions.Describe()}. {(runs ? "That is so." : "That is not so for this record.")}";
    }

    private static bool IsOn(Workflow workflow, Trigger trigger) =>
        string.Equals(workflow.Trigger.Code, trigger.Code, StringComparison.OrdinalIgnoreCase);
}
