using Microsoft.Extensions.Hosting;
using Totvs.Webhooks.Sending.Clients;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Starts and stops the dispatcher with the generic host.</summary>
internal sealed class WebhookDispatcherService(WebhookDispatcher dispatcher, RetentionSweep sweep, ClientHandlers handlers)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        handlers.Prepare();
        _running = Task.WhenAll(
            Task.Run(() => dispatcher.RunAsync(_stopping.Token), CancellationToken.None),
            Task.Run(() => sweep.RunAsync(_stopping.Token), CancellationToken.None));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        dispatcher.GiveBackReady();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await dispatcher.DrainAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _stopping.Dispose();
}
