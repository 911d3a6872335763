using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching.Lanes;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>Logs what becomes of attempts, with no more of a URL than scheme, host and port: its path and query may be a secret.</summary>
internal sealed class AttemptLog
{
    private readonly RetryOptions _retry;
    private readonly ILogger<WebhookDispatcher> _logger;

    public AttemptLog(RetryOptions retry, ILogger<WebhookDispatcher> logger)
    {
        _retry = retry;
        _logger = logger;
    }

    /// <summary>Logs a judgement.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="workflow">Its workflow; <see langword="null"/> when this process does not have it.</param>
    /// <param name="settlement">What follows.</param>
    public void Settled(Delivery delivery, Workflow? workflow, Settlement settlement)
    {
        switch (settlement.Kind)
        {
            case SettlementKind.Delivered:
                DispatchLog.Delivered(_logger, delivery.EventId, settlement.Outcome!.Duration);
                break;
            case SettlementKind.Retry:
                DispatchLog.AttemptFailed(
                    _logger,
                    delivery.EventId,
                    NameOf(workflow),
                    delivery.WorkflowId,
                    DestinationOf(workflow),
                    delivery.FailedAttempts + 1,
                    _retry.MaxAttempts,
                    settlement.Outcome!.Description,
                    settlement.Delay);
                break;
            case SettlementKind.Discarded:
                DispatchLog.Discarded(
                    _logger, delivery.EventId, NameOf(workflow), delivery.WorkflowId, DestinationOf(workflow), settlement.Reason!);
                break;
        }
    }

    public void SenderThrew(Exception exception, Delivery delivery, Workflow workflow) =>
        DispatchLog.SenderThrew(_logger, MaskedException.Of(exception, workflow.Action), delivery.EventId, workflow.Name);

    public void WorkflowChanged(Delivery delivery) => DispatchLog.WorkflowChanged(_logger, delivery.WorkflowId, delivery.EventId);

    public void LeaseLost(Delivery delivery) => DispatchLog.LeaseLost(_logger, delivery.EventId);

    public void RenewalFailed(Exception exception, Delivery delivery) => DispatchLog.RenewalFailed(_logger, exception, delivery.EventId);

    public void Faulted(Exception exception, Delivery delivery) => DispatchLog.AttemptFaulted(_logger, exception, delivery.EventId);

    private static string NameOf(Workflow? workflow) => workflow?.Name ?? "(unknown)";

    private static string DestinationOf(Workflow? workflow) =>
        workflow is not null && workflow.Action.Url.IsAbsoluteUri ? Destination.Of(workflow.Action.Url).ToString() : "(unknown)";
}
