using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>The other side: takes POSTs, refuses one in a hundred, and notes the ids of those it took.</summary>
internal static class Receiver
{
    /// <summary>The header of the answer to <c>GET</c> with how many POSTs were taken, repeated ones included.</summary>
    public const string TakenHeader = "X-Taken";

    public static async Task<int> RunAsync(Random random)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await using WebApplication application = builder.Build();
        var received = new ConcurrentDictionary<Guid, bool>();
        long taken = 0;
        application.Run(async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Headers[TakenHeader] = Interlocked.Read(ref taken).ToString(
                    System.Globalization.CultureInfo.InvariantCulture);
                await context.Response.Body.WriteAsync(received.Keys.SelectMany(id => id.ToByteArray()).ToArray());
                return;
            }

            Guid eventId = await ReadEventIdAsync(context.Request);
            if (Refuses())
            {
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }

            received[eventId] = true;
            Interlocked.Increment(ref taken);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await application.StartAsync();
        await Console.Out.WriteLineAsync(
            application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        // The parent's end of the pipe closes when it is done, or dies.
        await Console.In.ReadToEndAsync();
        return 0;

        bool Refuses()
        {
            lock (random)
            {
                return random.Next(100) == 0;
            }
        }
    }

    private static async Task<Guid> ReadEventIdAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        using JsonDocument payload = JsonDocument.Parse(new ReadOnlySequence<byte>(body.GetBuffer(), 0, (int)body.Length));
        return payload.RootElement.GetProperty("eventId").GetGuid();
    }
}
