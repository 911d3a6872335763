using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sample;

/// <summary>A real HTTP server on loopback in place of the systems to be notified, which counts what it accepted.</summary>
internal sealed class LocalReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, int> _attempts = new();
    private readonly ConcurrentDictionary<Guid, bool> _accepted = new();
    private readonly Action<ReceivedRequest>? _onReceived;
    private readonly WebApplication _server;

    private LocalReceiver(Action<ReceivedRequest>? onReceived)
    {
        _onReceived = onReceived;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _server = builder.Build();
        _server.MapPost("/{**path}", AnswerAsync);
    }

    /// <summary>Where it listens: a free port of this machine.</summary>
    public Uri Address => new(_server.Urls.First());

    /// <summary>How many different events were answered with 2xx.</summary>
    public int AcceptedCount => _accepted.Count;

    /// <summary>Starts a receiver.</summary>
    /// <param name="onReceived">Called for each request, from many threads.</param>
    public static async Task<LocalReceiver> StartAsync(Action<ReceivedRequest>? onReceived)
    {
        LocalReceiver receiver = new(onReceived);
        await receiver._server.StartAsync();
        return receiver;
    }

    /// <summary>Whether an event was answered with 2xx, once or more often.</summary>
    public bool HasAccepted(Guid eventId) => _accepted.ContainsKey(eventId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync(context.RequestAborted);
        using JsonDocument payload = JsonDocument.Parse(body);
        Guid eventId = payload.RootElement.GetProperty("eventId").GetGuid();

        int attempt = _attempts.AddOrUpdate(eventId, 1, (_, before) => before + 1);
        int? status = ReceiverRoute.StatusFor(context.Request.Path, attempt);
        _onReceived?.Invoke(new ReceivedRequest(context.Request.GetEncodedUrl(), HeadersOf(context.Request), body, attempt, status));

        if (status is null)
        {
            // No answer, until the sender closes the connection.
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (status is >= 200 and < 300)
        {
            // At least once means that an event may come again: a receiver recognizes it by its eventId.
            _accepted.TryAdd(eventId, true);
        }

        context.Response.StatusCode = status.Value;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(HttpRequest request) =>
        [.. request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))];
}
