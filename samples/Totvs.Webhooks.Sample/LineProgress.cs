using Spectre.Console;

namespace Totvs.Webhooks.Sample;

/// <summary>A line every second, for output that is not a terminal or that other lines go into.</summary>
/// <param name="console">The output.</param>
internal sealed class LineProgress(IAnsiConsole console) : IRunProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task ShowAsync(Task run, Func<Task<RunState>> look)
    {
        while (await Task.WhenAny(run, Task.Delay(Interval)) != run)
        {
            Show(await look());
        }

        await run;
        Show(await look());
    }

    private void Show(RunState state) => console.WriteLine(
        $"published {state.Published}/{state.Events} · matched {state.Matched} · ended {state.Ended} · waiting {state.Pending}");
}
