using System.Diagnostics;
using System.Globalization;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>A receiver in a process of its own, so that its work is not counted as the sender's.</summary>
internal sealed class ReceiverProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client = new();

    private ReceiverProcess(Process process, Uri url)
    {
        _process = process;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<ReceiverProcess> StartAsync()
    {
        var start =
            new ProcessStartInfo(Environment.ProcessPath!, ["receiver"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The receiver process did not start.");
        string? url = await process.StandardOutput.ReadLineAsync();
        return new ReceiverProcess(process, new Uri(url ?? throw new InvalidOperationException("The receiver process said no address.")));
    }

    /// <summary>How many POSTs have come in all.</summary>
    public async Task<long> CountAsync() => long.Parse(await _client.GetStringAsync(Url), CultureInfo.InvariantCulture);

    /// <summary>Waits until so many POSTs have come in all; the store is asked nothing meanwhile.</summary>
    public async Task WhenReceivedAsync(long count)
    {
        while (await CountAsync() < count)
        {
            await Task.Delay(2);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
