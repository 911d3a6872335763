using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A real HTTP receiver on loopback: it records every request, and answers as <see cref="Answer"/> says.</summary>
internal sealed class LoopbackReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly SemaphoreSlim _arrivals = new(0);

    private LoopbackReceiver(X509Certificate2? certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        _application = builder.Build();
        _application.Run(ReceiveAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>How it answers, once a request was recorded; 204 until it is set.</summary>
    public Func<HttpContext, ReceivedRequest, Task> Answer { get; set; } = (context, _) =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    /// <summary>The requests so far, in the order of their arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Starts one on a free port.</summary>
    public static async Task<LoopbackReceiver> StartAsync(
        Func<HttpContext, ReceivedRequest, Task>? answer = null, X509Certificate2? certificate = null)
    {
        LoopbackReceiver receiver = new(certificate);
        receiver.Answer = answer ?? receiver.Answer;
        await receiver._application.StartAsync();
        string address = receiver._application.Services
            .GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single();
        receiver.Url = new Uri(address);
        return receiver;
    }

    /// <summary>An answer of one status without a body.</summary>
    public static Func<HttpContext, ReceivedRequest, Task> Status(int status) => (context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Waits until so many requests more have arrived than were waited for before.</summary>
    public async Task WaitForRequestsAsync(int count = 1)
    {
        for (int arrived = 0; arrived < count; arrived++)
        {
            if (!await _arrivals.WaitAsync(TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"Of {count} requests {arrived} arrived within 30 seconds.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (CancellationTokenSource atOnce = new())
        {
            await atOnce.CancelAsync();
            await _application.StopAsync(atOnce.Token);
        }

        await _application.DisposeAsync();
        _arrivals.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        HeaderDictionary headers = [];
        foreach (var header in context.Request.Headers)
        {
            headers[header.Key] = header.Value;
        }

        ReceivedRequest request = new(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Protocol,
            headers,
            body.ToArray(),
            context.Connection.Id);
        _requests.Enqueue(request);
        _arrivals.Release();
        await Answer(context, request);
    }
}
