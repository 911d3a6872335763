using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>The library in a host that sets its own HTTP clients up, before or after it registers the library.</summary>
internal sealed class HostUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private bool _isStarted;

    /// <param name="configure">Sets the library up.</param>
    /// <param name="host">Sets the host's own clients up.</param>
    /// <param name="hostIsFirst">Whether it does so before it registers the library.</param>
    public HostUnderTest(Action<TotvsWebhooksBuilder>? configure = null, Action<IServiceCollection>? host = null, bool hostIsFirst = true)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Logs)));
        if (hostIsFirst)
        {
            host?.Invoke(services);
        }

        services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.Configure(options => options.Sending.AllowLoopback = true);
            configure?.Invoke(webhooks);
        });
        if (!hostIsFirst)
        {
            host?.Invoke(services);
        }

        _provider = services.BuildServiceProvider();
    }

    public FakeLogCollector Logs { get; } = new();

    public IServiceProvider Services => _provider;

    /// <summary>The warnings and errors of the room, in order.</summary>
    public IReadOnlyList<FakeLogRecord> Complaints =>
        [
            .. Logs.GetSnapshot().Where(record =>
                record.Level >= LogLevel.Warning && record.Category!.StartsWith("Totvs.Webhooks.Sending", StringComparison.Ordinal)),
        ];

    public Task<DeliveryOutcome> SendAsync(Uri url, params (string Name, string Value)[] headers)
    {
        WebhookAction action = new() { Url = url, Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))] };
        WebhookRequest request = new(Guid.CreateVersion7(), Encoding.UTF8.GetBytes(SenderUnderTest.Payload), action, attempt: 1);
        return _provider.GetRequiredService<IWebhookSender>().SendAsync(request).WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async Task StartAsync()
    {
        _isStarted = true;
        foreach (IHostedService service in _provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isStarted)
        {
            foreach (IHostedService service in _provider.GetServices<IHostedService>())
            {
                await service.StopAsync(CancellationToken.None);
            }
        }

        await _provider.DisposeAsync();
    }
}
