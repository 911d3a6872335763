using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>Makes one attempt: reads the workflow as it is now, posts, and says what becomes of the delivery.</summary>
internal sealed class AttemptRunner(
    IRetryStore store,
    IWebhookSender sender,
    WorkflowDirectory workflows,
    RetryOptions retry,
    SendingOptions sending,
    DispatchOptions dispatch,
    Random random,
    TimeProvider timeProvider,
    ILogger<WebhookDispatcher> logger)
{
    private readonly DestinationWatch _destinations = new(retry.GiveUpAfter, timeProvider, logger);

    /// <summary>Runs an attempt to its settlement, and tells the pool. Throws nothing.</summary>
    /// <param name="attempt">
    /// The attempt. It has no settlement afterwards when the lease was lost, or something went wrong that nobody expected.
    /// </param>
    /// <returns>A task that ends when the pool was told.</returns>
    public async Task RunAsync(Attempt attempt)
    {
        // One method from end to end: each async method that another awaits is an object more for each attempt.
        Lease lease = attempt.Lease;
        CancellationToken breakOff = attempt.Run.BreakOff;
        Workflow? workflow = null;
        try
        {
            // A sender of the host's own may not listen to the token, and nothing begins after the end.
            breakOff.ThrowIfCancellationRequested();
            if (lease.Delivery.AbandonedClaimCount >= AbandonedClaims.Limit)
            {
                attempt.Settlement = TooManyAbandonedClaims(lease);
                LogDiscarded(lease.Delivery, workflows.Current.Find(lease.Delivery.WorkflowId), attempt.Settlement.Reason!);
            }
            else if (workflows.Current.Find(lease.Delivery.WorkflowId) is not { } found
                || attempt.Lane?.Destination.IsOf(found.Action.Url) == false)
            {
                // Its workflow left or goes elsewhere since it was claimed: the process that has it, or its new lane, takes it.
                DispatchLog.WorkflowChanged(logger, lease.Delivery.WorkflowId, lease.Delivery.EventId);
                attempt.Settlement = Settlement.Released(lease);
            }
            else if ((lease.IsSuspect || !HasTime(attempt))
                && await store.RenewAsync(lease, dispatch.LeaseDuration, begins: lease.IsSuspect, breakOff).ConfigureAwait(false) is null)
            {
                DispatchLog.LeaseLost(logger, lease.Delivery.EventId);
            }
            else
            {
                workflow = found;
                var request = new WebhookRequest(lease.Delivery.EventId, lease.Delivery.Payload, workflow.Action, lease.Delivery.FailedAttempts + 1);
                DeliveryOutcome outcome = await sender.SendAsync(request, breakOff).ConfigureAwait(false);
                _destinations.Note(workflow.Action.Url, outcome.IsDelivered);
                attempt.Settlement = Judge(attempt, workflow, outcome);
            }
        }
        catch (OperationCanceledException) when (breakOff.IsCancellationRequested)
        {
            attempt.Settlement = Settlement.Released(lease);
        }
        catch (Exception exception) when (workflow is not null)
        {
            DispatchLog.SenderThrew(logger, MaskedException.Of(exception, workflow.Action), lease.Delivery.EventId, workflow.Name);
            _destinations.Note(workflow.Action.Url, isDelivered: false);
            attempt.Settlement = Judge(attempt, workflow, SenderFault(exception));
        }
        catch (RetryStoreException exception)
        {
            // Without a lease that is sure to last, no attempt begins; the delivery is given back as it is.
            DispatchLog.RenewalFailed(logger, exception, lease.Delivery.EventId);
            if (lease.IsSuspect)
            {
                // Its next claim asks for a renewal again. Without the pause, a store that takes claims but no renewals would be asked
                // without a rest.
                await Task.Delay(DispatchPacing.PauseAfter(failures: 1), timeProvider, breakOff).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            attempt.Settlement = Settlement.Released(lease);
        }
        catch (Exception exception)
        {
            DispatchLog.AttemptFaulted(logger, exception, lease.Delivery.EventId);
        }

        attempt.End();
    }

    private static Settlement TooManyAbandonedClaims(Lease lease) => Settlement.Discarded(
        lease,
        $"{lease.Delivery.AbandonedClaimCount} claims in a row ended without a result after the attempt had begun: it may be what stops the process.");

    private static DeliveryOutcome SenderFault(Exception exception) => new()
    {
        Kind = DeliveryOutcomeKind.SenderFault,
        Description = $"The sender failed on this side: {exception.GetType().Name}. The log has the exception.",
    };

    private static string NameOf(Workflow? workflow) => workflow?.Name ?? "(unknown)";

    // Not a character more of the URL: its path and query may be a secret.
    private static string DestinationOf(Workflow? workflow) =>
        workflow is not null && workflow.Action.Url.IsAbsoluteUri ? Destination.Of(workflow.Action.Url).ToString() : "(unknown)";

    private void LogDiscarded(Delivery delivery, Workflow? workflow, string reason) =>
        DispatchLog.Discarded(logger, delivery.EventId, NameOf(workflow), delivery.WorkflowId, DestinationOf(workflow), reason);

    private bool HasTime(Attempt attempt)
    {
        TimeSpan left = attempt.Lease.Duration - timeProvider.GetElapsedTime(attempt.ClaimedTimestamp);
        return left >= sending.ConnectTimeout + sending.ResponseTimeout + sending.BodyTimeout;
    }

    private Settlement Judge(Attempt attempt, Workflow workflow, DeliveryOutcome outcome)
    {
        Lease lease = attempt.Lease;
        Delivery delivery = lease.Delivery;
        if (outcome.IsDelivered)
        {
            DispatchLog.Delivered(logger, delivery.EventId, outcome.Duration);
            return Settlement.Delivered(lease, outcome);
        }

        int failedAttempts = delivery.FailedAttempts + 1;
        RetryDecision decision = RetrySchedule.Next(
            retry, failedAttempts, outcome, lease.Age + timeProvider.GetElapsedTime(attempt.ClaimedTimestamp), random.NextDouble());
        if (decision.Delay is { } delay)
        {
            DispatchLog.AttemptFailed(
                logger,
                delivery.EventId,
                NameOf(workflow),
                delivery.WorkflowId,
                DestinationOf(workflow),
                failedAttempts,
                retry.MaxAttempts,
                outcome.Description,
                delay);
            return Settlement.Retry(lease, outcome, delay);
        }

        LogDiscarded(delivery, workflow, decision.DiscardReason!);
        return Settlement.Discarded(lease, decision.DiscardReason!, outcome);
    }
}
