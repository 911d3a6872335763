using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>
/// Takes an attempt from its lease to its settlement, top to bottom: may it begin, does its lease last, the request, the judgement. What
/// follows from the settlement is done by <see cref="AttemptEnd"/>.
/// </summary>
internal sealed class AttemptRunner
{
    private readonly IRetryStore _store;
    private readonly IWebhookSender _sender;
    private readonly WorkflowDirectory _workflows;
    private readonly OutcomeJudge _judge;
    private readonly AttemptEnd _end;
    private readonly DispatchOptions _options;
    private readonly TimeSpan _maxAttemptTime;
    private readonly Random _random;
    private readonly TimeProvider _timeProvider;
    private readonly AttemptLog _log;
    private readonly DestinationWatch _destinations;

    /// <param name="store">Renews leases.</param>
    /// <param name="sender">Makes the request.</param>
    /// <param name="workflows">The workflows as they are at each attempt.</param>
    /// <param name="end">Settles the result and frees the slot.</param>
    /// <param name="options">The options of this room.</param>
    /// <param name="retry">The rules for failed deliveries.</param>
    /// <param name="maxAttemptTime">The longest time that a request can take.</param>
    /// <param name="random">Makes the jitter.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The logger.</param>
    public AttemptRunner(
        IRetryStore store,
        IWebhookSender sender,
        WorkflowDirectory workflows,
        AttemptEnd end,
        DispatchOptions options,
        RetryOptions retry,
        TimeSpan maxAttemptTime,
        Random random,
        TimeProvider timeProvider,
        ILogger<WebhookDispatcher> logger)
    {
        _store = store;
        _sender = sender;
        _workflows = workflows;
        _judge = new OutcomeJudge(retry);
        _end = end;
        _options = options;
        _maxAttemptTime = maxAttemptTime;
        _random = random;
        _timeProvider = timeProvider;
        _log = new AttemptLog(retry, logger);
        _destinations = new DestinationWatch(retry.GiveUpAfter, timeProvider, logger);
    }

    /// <summary>Starts an attempt that has its slot. Its run has counted it since it was claimed.</summary>
    public static void Start(Attempt attempt) => ThreadPool.UnsafeQueueUserWorkItem(attempt, preferLocal: false);

    /// <summary>Makes an attempt on a thread of the pool. Throws nothing.</summary>
    /// <remarks>One method from end to end: each async method that another awaits is one more object for each delivery.</remarks>
    /// <returns>A task that ends when the result was handed over to be settled.</returns>
    public async Task RunAsync(Attempt attempt)
    {
        Lease lease = attempt.Lease;
        CancellationToken breakOff = attempt.Run.BreakOff;
        Workflow? workflow = null;
        attempt.HasBegun = true;
        try
        {
            // Without this line a request could begin after the end: a sender of the host's own may not observe the token.
            breakOff.ThrowIfCancellationRequested();
            Workflow? current = _workflows.Current.Find(lease.Delivery.WorkflowId);
            if (OutcomeJudge.JudgeAbandonedClaims(lease) is { } abandoned)
            {
                attempt.Settlement = abandoned;
                _log.Settled(lease.Delivery, current, abandoned);
            }
            else if (current is null || attempt.Lane?.Destination.IsOf(current.Action.Url) == false)
            {
                // The workflow left or got another destination since the claim: in this lane its request would pass the limits of the
                // other one. The process that has the workflow, or the next claim, takes the delivery.
                _log.WorkflowChanged(lease.Delivery);
                attempt.Settlement = Settlement.Released(lease);
            }
            else if ((lease.IsSuspect || !HasTime(attempt))
                && await _store.RenewAsync(lease, _options.LeaseDuration, begins: lease.IsSuspect, breakOff).ConfigureAwait(false) is null)
            {
                _log.LeaseLost(lease.Delivery);
            }
            else
            {
                workflow = current;
                var request = new WebhookRequest(
                    lease.Delivery.EventId, lease.Delivery.Payload, workflow.Action, lease.Delivery.FailedAttempts + 1);
                Judge(attempt, workflow, await _sender.SendAsync(request, breakOff).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (breakOff.IsCancellationRequested)
        {
            attempt.Settlement = Settlement.Released(lease);
        }
        catch (Exception exception) when (workflow is not null)
        {
            _log.SenderThrew(exception, lease.Delivery, workflow);
            Judge(attempt, workflow, OutcomeJudge.SenderFault(exception));
        }
        catch (RetryStoreException exception)
        {
            await RestAfterFailedRenewalAsync(attempt, exception).ConfigureAwait(false);
            attempt.Settlement = Settlement.Released(lease);
        }
        catch (Exception exception)
        {
            _log.Faulted(exception, lease.Delivery);
        }

        _end.Finish(attempt);
    }

    private void Judge(Attempt attempt, Workflow workflow, DeliveryOutcome outcome)
    {
        _destinations.Note(workflow.Action.Url, outcome.IsDelivered);
        TimeSpan sinceClaim = _timeProvider.GetElapsedTime(attempt.ClaimedTimestamp);
        attempt.Settlement = _judge.Judge(attempt.Lease, outcome, sinceClaim, _random.NextDouble());
        _log.Settled(attempt.Lease.Delivery, workflow, attempt.Settlement);
    }

    private bool HasTime(Attempt attempt) =>
        attempt.Lease.Duration - _timeProvider.GetElapsedTime(attempt.ClaimedTimestamp) >= _maxAttemptTime;

    private async Task RestAfterFailedRenewalAsync(Attempt attempt, RetryStoreException exception)
    {
        // No attempt begins on a lease that may end before it. The delivery is given back as it is.
        _log.RenewalFailed(exception, attempt.Lease.Delivery);
        if (attempt.Lease.IsSuspect)
        {
            // The next claim needs a renewal again. Without this pause, a store that takes claims but no renewals would be asked in a
            // loop that never rests.
            await Task.Delay(DispatchPacing.PauseAfter(failures: 1), _timeProvider, attempt.Run.BreakOff)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
