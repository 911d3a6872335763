using Microsoft.Extensions.Hosting;
using Totvs.Webhooks.Sending.Clients;

namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Starts and stops the dispatcher with the generic host, as often as the host does. Disposed without a stop, it ends at once.
/// </summary>
internal sealed class WebhookDispatcherService(WebhookDispatcher dispatcher, RetentionSweep sweep, ClientHandlers handlers) : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _stopping;
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_stopping is null)
            {
                handlers.Prepare();
                var stopping = new CancellationTokenSource();
                _running = Task.WhenAll(
                    dispatcher.BeginRunAsync(stopping.Token),
                    Task.Run(() => sweep.RunAsync(stopping.Token), CancellationToken.None));
                _stopping = stopping;
            }
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (TakeStopping() is { } stopping)
        {
            dispatcher.BeginStop();
            dispatcher.TellWhatIsUnderWay();
            Task loops = Task.WhenAll(_running, dispatcher.CancelAsync(stopping.CancelAsync));
            await dispatcher.DrainAsync(loops, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (TakeStopping() is { } stopping)
        {
            dispatcher.BeginStop();
            await dispatcher.EndAsync(Task.WhenAll(_running, dispatcher.CancelAsync(stopping.CancelAsync))).ConfigureAwait(false);
        }

        dispatcher.Dispose();
    }

    public void Dispose()
    {
        // First the loops: they must not take for a fault of the store what ends with the dispatcher.
        if (TakeStopping() is { } stopping)
        {
            _ = dispatcher.CancelAsync(stopping.CancelAsync);
        }

        dispatcher.Dispose();
    }

    private CancellationTokenSource? TakeStopping()
    {
        lock (_lock)
        {
            CancellationTokenSource? stopping = _stopping;
            _stopping = null;
            return stopping;
        }
    }
}
