using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>
/// The receiving process of the latency measurements: several destinations, each a port of its own, and one more port to ask and to steer
/// it by. It reads from each body when its event was handed over. Ends when its standard input does.
/// </summary>
internal sealed class TimedReceiver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, int> _destinations = [];
    private List<Arrival> _arrivals = NoArrivals();
    private volatile int _silent;

    /// <param name="destinations">How many destinations.</param>
    public static async Task<int> RunAsync(int destinations)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (int port = 0; port <= destinations; port++)
            {
                kestrel.Listen(IPAddress.Loopback, 0);
            }
        });
        await using WebApplication app = builder.Build();
        var receiver = new TimedReceiver();
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        foreach ((int number, string url) in app.Urls.Index())
        {
            if (number > 0)
            {
                receiver._destinations.Add(new Uri(url).Port, number - 1);
            }

            Console.WriteLine(url);
        }

        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private Task AnswerAsync(HttpContext context) => _destinations.TryGetValue(context.Connection.LocalPort, out int destination)
        ? ReceiveAsync(context, destination)
        : ObeyAsync(context);

    private async Task ReceiveAsync(HttpContext context, int destination)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(8_192);
        int length = 0;
        while (await context.Request.Body.ReadAsync(buffer.AsMemory(length)) is > 0 and int read)
        {
            length += read;
        }

        if (destination < _silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        long now = Stopwatch.GetTimestamp();
        var arrival = new Arrival(ReadSent(buffer.AsSpan(0, length)), now, destination);
        ArrayPool<byte>.Shared.Return(buffer);
        lock (_lock)
        {
            _arrivals.Add(arrival);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ObeyAsync(HttpContext context)
    {
        string[] words = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["count"]:
                await context.Response.WriteAsync(Count().ToString(CultureInfo.InvariantCulture));
                break;
            case ["arrivals"]:
                await context.Response.Body.WriteAsync(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(Take())).ToArray());
                break;
            case ["silent", string count]:
                _silent = int.Parse(count, CultureInfo.InvariantCulture);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private int Count()
    {
        lock (_lock)
        {
            return _arrivals.Count;
        }
    }

    private List<Arrival> Take()
    {
        List<Arrival> next = NoArrivals();
        lock (_lock)
        {
            (List<Arrival> taken, _arrivals) = (_arrivals, next);
            return taken;
        }
    }

    private static long ReadSent(ReadOnlySpan<byte> body)
    {
        ReadOnlySpan<byte> name = "\"externalId\":\""u8;
        int at = body.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(body[(at + name.Length)..], out long sent, out _)
            ? sent
            : throw new InvalidDataException("The body does not say when its event was handed over.");
    }

    /// <summary>Large enough never to grow while something is measured.</summary>
    private static List<Arrival> NoArrivals() => new(1 << 18);
}
