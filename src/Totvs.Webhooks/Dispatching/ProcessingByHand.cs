using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Dispatching.Attempts;
using Totvs.Webhooks.Matching;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Runs by hand: each attempts what is due until nothing is, or its caller cancels.</summary>
internal sealed class ProcessingByHand
{
    private static readonly TimeSpan ClaimTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReleaseTime = TimeSpan.FromSeconds(10);

    private readonly WorkflowDirectory _workflows;
    private readonly DeliveryClaims _claims;
    private readonly AttemptRunner _runner;
    private readonly BackgroundRuns _background;
    private readonly GiveUpRound _giveUp;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;
    private readonly CancellationToken _disposed;

    public ProcessingByHand(
        WorkflowDirectory workflows,
        DeliveryClaims claims,
        AttemptRunner runner,
        BackgroundRuns background,
        GiveUpRound giveUp,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger,
        CancellationToken disposed)
    {
        _workflows = workflows;
        _claims = claims;
        _runner = runner;
        _background = background;
        _giveUp = giveUp;
        _timeProvider = timeProvider;
        _logger = logger;
        _disposed = disposed;
    }

    /// <summary>Counts the runs by hand that have not returned.</summary>
    public AttemptsUnderWay Runs { get; } = new();

    /// <inheritdoc cref="IWebhookDispatcher.ProcessDueAsync"/>
    public async Task<DispatchSummary> ProcessDueAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed.IsCancellationRequested, typeof(IWebhookDispatcher));
        await _workflows.EnsureLoadedAsync(cancellationToken).ConfigureAwait(false);
        var run = new DispatchRun(_runner, new WakeUpBell(_timeProvider), _timeProvider, _disposed, cancellationToken);
        Runs.Enter();
        try
        {
            while (await TakeTurnAsync(run).ConfigureAwait(false))
            {
            }

            return run.Tally.Summary;
        }
        catch (OperationCanceledException) when (run.BreakOff.IsCancellationRequested)
        {
            // Not with the token of the run, which its caller does not know.
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(nameof(IWebhookDispatcher));
        }
        finally
        {
            await run.UnderWay.WhenEmptyAsync().WaitAsync(run.BreakOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await WaitForBrokenOffAsync(run).ConfigureAwait(false);
            Runs.Leave();
            if (run.UnderWay.Count == 0)
            {
                run.Dispose();
            }
        }
    }

    /// <summary>Claims and starts what is due, or waits for what is under way.</summary>
    /// <returns>Whether there may be more to do.</returns>
    private async Task<bool> TakeTurnAsync(DispatchRun run)
    {
        DispatchRun hosted = _background.Current;
        bool isHostBusy = hosted.IsBusy;
        bool wasIdle = run.UnderWay.Count == 0;
        int started = await ClaimAsync(run).ConfigureAwait(false);
        run.BreakOff.ThrowIfCancellationRequested();

        // Looked at again: the background may have claimed what was due between the look before and the claim. Without this line the
        // call would return while that is attempted.
        isHostBusy |= hosted.IsBusy;
        if (started > 0)
        {
            return true;
        }

        if (!wasIdle)
        {
            await run.OwnBell!.SleepAsync(null, run.BreakOff).ConfigureAwait(false);
            return true;
        }

        if (isHostBusy)
        {
            // The background holds what was due and cannot be claimed any more.
            await Task.WhenAny(hosted.UnderWay.WhenEmptyAsync(), hosted.Closed).WaitAsync(run.BreakOff).ConfigureAwait(false);
            return true;
        }

        // After a delivery of an ordered record was given up, the next one of its record is due.
        int ended = await _giveUp.TakeAllStepsAsync(run.BreakOff).ConfigureAwait(false);
        run.Tally.CountGivenUp(ended);
        return ended > 0;
    }

    /// <summary>
    /// Claims. A caller that has cancelled is not held up by a store that hangs; what such a claim brings is released when it ends.
    /// </summary>
    private async Task<int> ClaimAsync(DispatchRun run)
    {
        Task<int> claiming = _claims.ClaimAndStartAsync(run, run.BreakOff);
        await ((Task)claiming).WaitAsync(run.BreakOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await BoundedWait.ForAsync(claiming, ClaimTime, _timeProvider).ConfigureAwait(false)
            ? await claiming.ConfigureAwait(false)
            : throw new OperationCanceledException(run.BreakOff);
    }

    /// <summary>
    /// Waits for attempts that were broken off. The wait is bounded: a sender of the host's own may not observe the token, and the store
    /// may be away.
    /// </summary>
    private async Task WaitForBrokenOffAsync(DispatchRun run)
    {
        if (!await BoundedWait.ForAsync(run.UnderWay.WhenEmptyAsync(), ReleaseTime, _timeProvider).ConfigureAwait(false))
        {
            DispatchLog.AttemptsLeftBehind(_logger, run.UnderWay.Count);
        }
    }
}
