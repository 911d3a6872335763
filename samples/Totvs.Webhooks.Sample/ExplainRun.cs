using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

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
            .AddTotvsWebhooks(webhooks => webhooks.AddWorkflowsFromFile(options.WorkflowsPath, reloadOnChange: false))
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
        IReadOnlyList<WorkflowExplanation> explanations = await services.GetRequiredService<IWorkflowEngine>().ExplainAsync(happening.Event);
        foreach (WorkflowExplanation explanation in explanations)
        {
            Explain(explanation);
        }

        ShowOthers(trigger);
        return ExitCode.Success;
    }

    private void Explain(WorkflowExplanation explanation)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{explanation.Workflow.Name}[/]");
        console.MarkupLine(explanation.Runs ? "  [green]runs[/]" : "  [yellow]does not run[/]");
        if (!explanation.Workflow.IsActive)
        {
            console.MarkupLine("  It is inactive.");
        }

        if (explanation.Conditions is { } conditions)
        {
            Explain(conditions, depth: 1);
        }
        else
        {
            console.MarkupLine("  It has no conditions: every event of this trigger runs it.");
        }
    }

    private void Explain(ConditionExplanation condition, int depth)
    {
        string indent = new(' ', depth * 2);
        (string mark, string answer) = condition.Result switch
        {
            ConditionResult.True => ("green", "yes"),
            ConditionResult.False => ("red", "no"),
            _ => ("yellow", "cannot tell"),
        };
        if (condition.Children.Count > 0)
        {
            console.MarkupLineInterpolated($"{indent}[grey]{KindOf(condition.Kind)}[/] [{mark}]{answer}[/]");
            foreach (ConditionExplanation child in condition.Children)
            {
                Explain(child, depth + 1);
            }

            return;
        }

        string reason = condition.ReasonText is null ? "" : $", {condition.ReasonText}";
        console.MarkupLineInterpolated($"{indent}{condition.Description}? [{mark}]{answer}[/]{reason}. {ValuesOf(condition)}");
    }

    private static string ValuesOf(ConditionExplanation condition)
    {
        string now = condition.Value is { } value ? $"It is {value.GetRawText()}" : "It has no value";
        return condition.PreviousValue is { } previous ? $"{now}; before it was {previous.GetRawText()}." : $"{now}.";
    }

    private static string KindOf(ConditionKind kind) => kind switch
    {
        ConditionKind.All => "all of these:",
        ConditionKind.Any => "at least one of these:",
        _ => "not:",
    };

    private void ShowOthers(Trigger trigger)
    {
        string[] others = [.. WorkflowReader.ReadFile(options.WorkflowsPath)
            .Where(workflow => !string.Equals(workflow.Trigger.Code, trigger.Code, StringComparison.OrdinalIgnoreCase))
            .Select(workflow => $"{workflow.Name} ({workflow.Trigger.Name})")];
        if (others.Length > 0)
        {
            console.WriteLine();
            console.MarkupLine("[bold]Waiting for other triggers, so not asked[/]");
            foreach (string other in others)
            {
                console.MarkupLineInterpolated($"  {other}");
            }
        }
    }
}
