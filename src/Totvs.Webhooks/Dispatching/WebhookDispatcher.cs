using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Dispatching;

/// <summary>The face of this room: builds its parts, and hands each call to the part that does it.</summary>
internal sealed class WebhookDispatcher : IWebhookDispatcher, IDisposable
{
    // With the five minutes of TOTVS a destination that is down is tried every thirty seconds.
    private const int ProbesPerInterval = 10;

    private readonly DispatchClock _clock;
    private readonly LaneTable _lanes;
    private readonly CurrentRoutes _routes;
    private readonly AttemptEnd _end;
    private readonly ProcessingByHand _byHand;
    private readonly IdleWait _idle;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly IDisposable _listening;
    private readonly CancellationTokenSource _disposed = new();
    private readonly CancellationToken _whenDisposed;

    public WebhookDispatcher(
        IRetryStore store,
        IWebhookSender sender,
        WorkflowDirectory workflows,
        DispatchOptions options,
        RetryOptions retry,
        SendingOptions sending,
        Random random,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger)
    {
        CancellationToken disposed = _whenDisposed = _disposed.Token;
        TimeSpan maxAttemptTime = sending.ConnectTimeout + sending.ResponseTimeout + sending.BodyTimeout;
        _logger = logger;
        var bell = new WakeUpBell(timeProvider);
        _clock = new DispatchClock(timeProvider);
        _lanes = new LaneTable(options, retry.Interval / ProbesPerInterval);
        _routes = new CurrentRoutes(workflows, options.MaxAttemptsPerSecondPerDestination);
        var giveUp = new GiveUpRound(store, workflows, retry, options, timeProvider, logger);
        WakeUps = new WakeUps(bell, giveUp.WantLook);
        _end = new AttemptEnd(store, _lanes, WakeUps, options, _clock, timeProvider, logger, disposed);
        var runner = new AttemptRunner(store, sender, workflows, _end, options, retry, maxAttemptTime, random, timeProvider, logger);
        var claims = new DeliveryClaims(store, _lanes, _routes, _end, options, _clock, timeProvider);
        var loop = new DispatchLoop(
            store, workflows, claims, _lanes, _routes, bell, giveUp, options, _clock, timeProvider, logger, disposed);
        Background = new BackgroundRuns(loop, runner, _end, _lanes, options, timeProvider, logger, disposed);
        _byHand = new ProcessingByHand(workflows, claims, runner, Background, giveUp, timeProvider, logger, disposed);
        _idle = new IdleWait(store, _lanes, _routes, bell, WakeUps, Background, _byHand.Runs, options, _clock, disposed);
        _listening = workflows.OnChanged(WakeUps.WorkflowsChanged);
    }

    /// <summary>The runs in the background, which the hosted service starts and stops.</summary>
    public BackgroundRuns Background { get; }

    /// <summary>What makes the loop look at the store again.</summary>
    public WakeUps WakeUps { get; }

    public Task<DispatchSummary> ProcessDueAsync(CancellationToken cancellationToken = default) =>
        _byHand.ProcessDueAsync(cancellationToken);

    public Task WaitUntilIdleAsync(CancellationToken cancellationToken = default) => _idle.WaitUntilIdleAsync(cancellationToken);

    /// <summary>
    /// Takes slots for first attempts of deliveries that are about to be added. None is taken while no loop runs in the background.
    /// </summary>
    /// <returns>The deliveries with their slots. What is not used must be freed by <see cref="ReservedSlots.FreeUnused"/>.</returns>
    public ReservedSlots Reserve(IReadOnlyList<Delivery> deliveries)
    {
        var reserved = new ReservedSlots(deliveries, Background.Current, _end);
        reserved.Reserve(_routes.Get(), _lanes, _clock.Now);
        return reserved;
    }

    /// <summary>
    /// Ends everything at once: loops, attempts and the settling of results. What is claimed then comes back when its lease ends.
    /// </summary>
    public void Dispose()
    {
        if (_whenDisposed.IsCancellationRequested)
        {
            return;
        }

        _listening.Dispose();
        Background.BeginStop();
        try
        {
            _disposed.Cancel();
        }
        catch (AggregateException exception)
        {
            DispatchLog.CancellationThrew(_logger, exception);
        }

        _disposed.Dispose();
    }
}
