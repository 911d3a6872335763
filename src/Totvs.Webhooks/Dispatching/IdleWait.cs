using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Waits for a moment in which nothing is left to do.</summary>
internal sealed class IdleWait
{
    private readonly IRetryStore _store;
    private readonly LaneTable _lanes;
    private readonly CurrentRoutes _routes;
    private readonly WakeUpBell _bell;
    private readonly WakeUps _wakeUps;
    private readonly BackgroundRuns _background;
    private readonly AttemptsUnderWay _byHand;
    private readonly DispatchOptions _options;
    private readonly DispatchClock _clock;
    private readonly CancellationToken _disposed;

    public IdleWait(
        IRetryStore store,
        LaneTable lanes,
        CurrentRoutes routes,
        WakeUpBell bell,
        WakeUps wakeUps,
        BackgroundRuns background,
        AttemptsUnderWay byHand,
        DispatchOptions options,
        DispatchClock clock,
        CancellationToken disposed)
    {
        _store = store;
        _lanes = lanes;
        _routes = routes;
        _bell = bell;
        _wakeUps = wakeUps;
        _background = background;
        _byHand = byHand;
        _options = options;
        _clock = clock;
        _disposed = disposed;
    }

    /// <inheritdoc cref="IWebhookDispatcher.WaitUntilIdleAsync"/>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(IWebhookDispatcher));
            DispatchRun hosted = _background.Current;
            await _byHand.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!hosted.IsOpen)
            {
                await hosted.UnderWay.WhenEmptyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
                await ThrowIfDueAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            _wakeUps.IdleAwaited();
            Task<long> resting = _bell.WhenAtRestAsync();
            await Task.WhenAny(resting, hosted.Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
            bool isIdle = hosted.UnderWay.Count == 0 && _byHand.Count == 0;
            if (isIdle && resting.IsCompletedSuccessfully && _bell.IsStillAtRest(await resting.ConfigureAwait(false)))
            {
                return;
            }

            await Task.WhenAny(hosted.UnderWay.WhenEmptyAsync(), hosted.Closed).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ThrowIfDueAsync(CancellationToken cancellationToken)
    {
        RouteMap routes = _routes.Get();
        ClaimLimits limits = _lanes.LimitsFor(routes, prefetches: false, _clock.Now);
        ClaimRequest next = limits.ToRequest(routes.Ids, _options.LeaseDuration);
        if (limits.Total > 0 && await _store.GetTimeUntilDueAsync(next, cancellationToken).ConfigureAwait(false) <= TimeSpan.Zero)
        {
            throw new InvalidOperationException(
                "Deliveries are due, and nothing delivers them in the background: Dispatch.DeliverInBackground is " +
                $"{(_options.DeliverInBackground ? "true, but the host has not started, or has stopped" : "false")}. " +
                "Call ProcessDueAsync, or start the host with Dispatch.DeliverInBackground = true.");
        }
    }
}
