using System.Diagnostics;

namespace Totvs.Webhooks.Benchmarks;

/// <summary>
/// Runs all commands whose figures docs/performance.md shows, one after the other, each in a process of its own: what one leaves in
/// memory must not show in the next.
/// </summary>
internal static class EverythingCommand
{
    private static readonly string[] Full = ["pipeline", "latency", "waiting", "isolation", "idle"];

    /// <summary>The same within a minute: the figures only show that everything works.</summary>
    private static readonly string[] Quick =
    [
        "pipeline --rounds 1 --events 5000",
        "latency --rounds 1 --seconds 1 --cold",
        "waiting --quick",
        "isolation --seconds 2 --waiting 200 --rate 50",
        "idle --seconds 1",
    ];

    public static async Task<int> RunAsync(bool quick)
    {
        int failed = 0;
        foreach (string command in quick ? Quick : Full)
        {
            Console.WriteLine();
            Console.WriteLine($"# {command}");
            using Process process = Process.Start(Environment.ProcessPath!, command.Split(' '));
            await process.WaitForExitAsync();
            failed += process.ExitCode == 0 ? 0 : 1;
        }

        return failed;
    }
}
