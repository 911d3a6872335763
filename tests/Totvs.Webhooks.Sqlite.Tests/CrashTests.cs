using System.Diagnostics;
using NUnit.Framework;

namespace Totvs.Webhooks.Sqlite.Tests;

/// <summary>A short run of the crash test; the long one is a command, see the program's project.</summary>
public sealed class CrashTests
{
    [Test]
    public async Task Nothing_accepted_is_lost_in_twenty_kills()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Totvs.Webhooks.Sqlite.Tests.Crash.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", program, "--kills", "20"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> progress = process.StandardError.ReadToEndAsync();
        Task<string> report = process.StandardOutput.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        await TestContext.Out.WriteLineAsync(await report);
        Assert.That(await report, Does.Match(@"^kills=20 accepted=[1-9]\d+ received=\d+ lost=0 duplicates=\d+\s*$"), await progress);
        Assert.That(process.ExitCode, Is.Zero, await progress);
    }
}
