using Microsoft.Extensions.Hosting;
using Totvs.Webhooks.Sending.Clients;

namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Starts and stops the dispatcher with the generic host, as often as the host does. Disposed without a stop, it ends at once.
/// </summary>
internal sealed class WebhookDispatcherService : IHostedService, IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly WebhookDispatcher _dispatcher;
    private readonly RetentionSweep _sweep;
    private readonly ClientHandlers _handlers;
    private CancellationTokenSource? _stopping;
    private Task _running = Task.CompletedTask;

    public WebhookDispatcherService(WebhookDispatcher dispatcher, RetentionSweep sweep, ClientHandlers handlers)
    {
        _dispatcher = dispatcher;
        _sweep = sweep;
        _handlers = handlers;
    }

    private BackgroundRuns Background => _dispatcher.Background;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_stopping is null)
            {
                _handlers.Prepare();
                var stopping = new CancellationTokenSource();
                _running = Task.WhenAll(
                    Background.BeginAsync(stopping.Token),
                    Task.Run(() => _sweep.RunAsync(stopping.Token), CancellationToken.None));
                _stopping = stopping;
            }
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (TakeStopping() is { } stopping)
        {
            Background.BeginStop();
            Background.LogRunning();
            Task loops = Task.WhenAll(_running, Background.CancelAsync(stopping.CancelAsync));
            await Background.DrainAsync(loops, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (TakeStopping() is { } stopping)
        {
            Background.BeginStop();
            await Background.EndAsync(Task.WhenAll(_running, Background.CancelAsync(stopping.CancelAsync))).ConfigureAwait(false);
        }

        _dispatcher.Dispose();
    }

    public void Dispose()
    {
        // First the loops: they must not take for a fault of the store what ends with the dispatcher.
        if (TakeStopping() is { } stopping)
        {
            _ = Background.CancelAsync(stopping.CancelAsync);
        }

        _dispatcher.Dispose();
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
