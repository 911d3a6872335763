using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Matching;

namespace Totvs.Webhooks.Dispatching;

/// <summary>The loop in the background: claims, starts, and sleeps until there may be something to do.</summary>
internal sealed class DispatchLoop
{
    private static readonly TimeSpan MinSleep = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxSleep = TimeSpan.FromDays(1);

    private readonly IRetryStore _store;
    private readonly WorkflowDirectory _workflows;
    private readonly DeliveryClaims _claims;
    private readonly LaneTable _lanes;
    private readonly CurrentRoutes _routes;
    private readonly WakeUpBell _bell;
    private readonly GiveUpRound _giveUp;
    private readonly DispatchOptions _options;
    private readonly DispatchClock _clock;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly CancellationToken _disposed;

    public DispatchLoop(
        IRetryStore store,
        WorkflowDirectory workflows,
        DeliveryClaims claims,
        LaneTable lanes,
        CurrentRoutes routes,
        WakeUpBell bell,
        GiveUpRound giveUp,
        DispatchOptions options,
        DispatchClock clock,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _store = store;
        _workflows = workflows;
        _claims = claims;
        _lanes = lanes;
        _routes = routes;
        _bell = bell;
        _giveUp = giveUp;
        _options = options;
        _clock = clock;
        _timeProvider = timeProvider;
        _logger = logger;
        _disposed = disposed;
    }

    /// <summary>Goes on until it is stopped, whatever the store or a sender throws.</summary>
    public async Task RunAsync(DispatchRun run, CancellationToken stopping)
    {
        _giveUp.Start();
        int failures = 0;
        while (!stopping.IsCancellationRequested && !_disposed.IsCancellationRequested)
        {
            try
            {
                await _workflows.EnsureLoadedAsync(stopping).ConfigureAwait(false);
                bool hasEnded = await _giveUp.TakeStepAsync(stopping).ConfigureAwait(false);
                if (await _claims.ClaimAndStartAsync(run, stopping).ConfigureAwait(false) == 0 && !hasEnded)
                {
                    await SleepAsync(stopping).ConfigureAwait(false);
                }

                failures = 0;
            }
            catch (Exception) when (stopping.IsCancellationRequested || _disposed.IsCancellationRequested)
            {
                // A store that is disposed of beside this loop may throw anything.
                break;
            }
            catch (Exception exception)
            {
                TimeSpan pause = DispatchPacing.PauseAfter(++failures);
                DispatchLog.StoreFailed(_logger, exception, failures, pause);
                await Task.Delay(pause, _timeProvider, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task SleepAsync(CancellationToken stopping)
    {
        TimeSpan? wait = null;
        bool isAtRest = true;
        RouteMap routes = _routes.Get();
        ClaimLimits limits = _lanes.LimitsFor(routes, prefetches: true, _clock.Now);
        if (limits.Total > 0)
        {
            wait = await _store.GetTimeUntilDueAsync(limits.ToRequest(routes.Ids, _options.LeaseDuration), stopping).ConfigureAwait(false);
            isAtRest = wait is null || wait > TimeSpan.Zero;
            if (wait is not null || limits.LeavesAnyAlone)
            {
                _giveUp.NoteUnfinished();
            }

            if (limits.Resumes is { } resumes)
            {
                wait = Min(wait, resumes);
            }

            if (_store.IsShared)
            {
                wait = Min(wait, _options.SharedStorePollInterval);
            }
        }

        if (_giveUp.Wait() is { } giveUpWait)
        {
            wait = Min(wait, giveUpWait);
            isAtRest &= giveUpWait > TimeSpan.Zero;
        }

        if (wait < MinSleep)
        {
            wait = MinSleep;
        }

        // Without this line a loop that a stop left behind would take the bell from the loop that runs since.
        stopping.ThrowIfCancellationRequested();
        await _bell.SleepAsync(wait > MaxSleep ? MaxSleep : wait, stopping, isAtRest).ConfigureAwait(false);
    }

    private static TimeSpan Min(TimeSpan? left, TimeSpan right) => left < right ? left.Value : right;
}
