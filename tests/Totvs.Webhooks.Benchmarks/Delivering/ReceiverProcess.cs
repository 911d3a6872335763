using System.Diagnostics;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>A receiver in a process of its own, so that its work is not counted as the sender's.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    private readonly Process _process;

    private ReceiverProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<ReceiverProcess> StartAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["receiver"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The receiver process did not start.");
        string? url = await process.StandardOutput.ReadLineAsync();
        return new ReceiverProcess(process, new Uri(url ?? throw new InvalidOperationException("The receiver process said no address.")));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
