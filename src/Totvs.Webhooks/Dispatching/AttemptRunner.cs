using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching;

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
    /// <summary>Runs an attempt to its settlement. Throws nothing.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="breakOff">Breaks it off, so that the delivery is given back.</param>
    /// <returns>What to settle; <see langword="null"/> when the lease was lost and there is nothing to settle.</returns>
    public async Task<Settlement?> RunAsync(Attempt attempt, CancellationToken breakOff)
    {
        Lease lease = attempt.Lease;
        if (lease.Delivery.AbandonedClaimCount >= AbandonedClaims.Limit)
        {
            return Settlement.Discarded(
                lease,
                $"{lease.Delivery.AbandonedClaimCount} claims in a row ended without a result: attempting it may be what stops the process.");
        }

        try
        {
            if (!await HasTimeAsync(attempt, breakOff).ConfigureAwait(false))
            {
                DispatchLog.LeaseLost(logger, lease.Delivery.EventId);
                return null;
            }

            return Judge(lease, await SendAsync(lease, breakOff).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (breakOff.IsCancellationRequested)
        {
            return Settlement.Released(lease);
        }
        catch (RetryStoreException exception)
        {
            // Without a lease that is sure to last, no attempt begins; the delivery is given back as it is.
            DispatchLog.RenewalFailed(logger, exception, lease.Delivery.EventId);
            return Settlement.Released(lease);
        }
    }

    private async Task<bool> HasTimeAsync(Attempt attempt, CancellationToken breakOff)
    {
        TimeSpan left = attempt.Lease.Duration - timeProvider.GetElapsedTime(attempt.ClaimedTimestamp);
        TimeSpan needed = sending.ConnectTimeout + sending.ResponseTimeout + sending.BodyTimeout;
        return left >= needed
            || await store.RenewAsync(attempt.Lease, dispatch.LeaseDuration, breakOff).ConfigureAwait(false) is not null;
    }

    private async Task<DeliveryOutcome> SendAsync(Lease lease, CancellationToken breakOff)
    {
        Delivery delivery = lease.Delivery;
        if (workflows.Current.Find(delivery.WorkflowId) is not { } workflow)
        {
            return new DeliveryOutcome
            {
                Kind = DeliveryOutcomeKind.WorkflowMissing,
                Description = $"Workflow {delivery.WorkflowId} no longer exists, so there is no URL to send to. Restore it, or redeliver to one with the same id.",
            };
        }

        try
        {
            var request = new WebhookRequest(delivery.EventId, delivery.Payload, workflow.Action, delivery.FailedAttempts + 1);
            return await sender.SendAsync(request, breakOff).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !breakOff.IsCancellationRequested)
        {
            DispatchLog.SenderThrew(logger, exception, delivery.EventId, workflow.Name);
            return new DeliveryOutcome
            {
                Kind = DeliveryOutcomeKind.SenderFault,
                Description = $"The sender failed on this side: {exception.GetType().Name}. The log has the exception.",
            };
        }
    }

    private Settlement Judge(Lease lease, DeliveryOutcome outcome)
    {
        Delivery delivery = lease.Delivery;
        if (outcome.IsDelivered)
        {
            DispatchLog.Delivered(logger, delivery.EventId, outcome.Duration);
            return Settlement.Delivered(lease, outcome);
        }

        int failedAttempts = delivery.FailedAttempts + 1;
        RetryDecision decision = RetrySchedule.Next(retry, failedAttempts, outcome, random.NextDouble());
        if (decision.Delay is { } delay)
        {
            DispatchLog.AttemptFailed(logger, delivery.EventId, failedAttempts, retry.MaxAttempts, outcome.Description, delay);
            return Settlement.Retry(lease, outcome, delay);
        }

        DispatchLog.Discarded(logger, delivery.EventId, delivery.WorkflowId, decision.DiscardReason!);
        return Settlement.Discarded(lease, decision.DiscardReason!, outcome);
    }
}
