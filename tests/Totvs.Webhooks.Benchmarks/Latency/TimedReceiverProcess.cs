using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>A <see cref="TimedReceiver"/> in a process of its own.</summary>
internal sealed class TimedReceiverProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;

    private TimedReceiverProcess(Process process, IReadOnlyList<Uri> urls)
    {
        _process = process;
        _control = new HttpClient { BaseAddress = urls[0] };
        Destinations = [.. urls.Skip(1)];
    }

    /// <summary>The destinations, in the order of their numbers.</summary>
    public IReadOnlyList<Uri> Destinations { get; }

    public static async Task<TimedReceiverProcess> StartAsync(int destinations)
    {
        string count = destinations.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["timed-receiver", count])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The receiver process did not start.");
        List<Uri> urls = [];
        while (urls.Count <= destinations)
        {
            string? url = await process.StandardOutput.ReadLineAsync();
            urls.Add(new Uri(url ?? throw new InvalidOperationException("The receiver process said too few addresses.")));
        }

        return new TimedReceiverProcess(process, urls);
    }

    /// <summary>Waits until so many POSTs have arrived since they were last taken, or the time is over.</summary>
    public async Task WhenReceivedAsync(int count, TimeSpan atMost)
    {
        long start = Stopwatch.GetTimestamp();
        while (await CountAsync() < count && Stopwatch.GetElapsedTime(start) < atMost)
        {
            await Task.Delay(10);
        }
    }

    /// <summary>What has arrived since it was last taken.</summary>
    public async Task<Arrival[]> TakeArrivalsAsync() =>
        MemoryMarshal.Cast<byte, Arrival>(await _control.GetByteArrayAsync("arrivals")).ToArray();

    /// <summary>From now on the first so many destinations take requests, but never answer one; the others answer.</summary>
    public async Task SilenceAsync(int destinations)
    {
        using HttpResponseMessage response = await _control.PostAsync(
            string.Create(CultureInfo.InvariantCulture, $"silent/{destinations}"), null);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<int> CountAsync() => int.Parse(await _control.GetStringAsync("count"), CultureInfo.InvariantCulture);
}
