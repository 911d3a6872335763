using Spectre.Console;

namespace Totvs.Webhooks.Sample;

/// <summary>Progress bars, for a terminal.</summary>
/// <param name="console">The terminal.</param>
internal sealed class LiveProgress(IAnsiConsole console) : IRunProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public async Task ShowAsync(Task run, Func<Task<RunState>> look)
    {
        await console.Progress()
            .AutoRefresh(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new SpinnerColumn())
            .StartAsync(async bars =>
            {
                ProgressTask published = bars.AddTask("Events published");
                ProgressTask ended = bars.AddTask("Deliveries ended");
                while (!run.IsCompleted)
                {
                    Show(await look(), published, ended);
                    bars.Refresh();
                    await Task.WhenAny(run, Task.Delay(Interval));
                }

                Show(await look(), published, ended);
                bars.Refresh();
            });
        await run;
    }

    private static void Show(RunState state, ProgressTask published, ProgressTask ended)
    {
        published.MaxValue = Math.Max(1, state.Events);
        published.Value = state.Events == 0 ? 1 : state.Published;
        published.Description = $"Events published {state.Published}/{state.Events}";

        ended.MaxValue = Math.Max(1, state.Matched);
        ended.Value = state.Ended;
        ended.Description = $"Deliveries ended {state.Ended}/{state.Matched}, waiting {state.Pending}";
    }
}
