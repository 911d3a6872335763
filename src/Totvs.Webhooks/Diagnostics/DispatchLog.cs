using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>What the dispatcher says; event ids 4000 to 4099.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(4000, LogLevel.Debug, "Delivered {EventId} in {Duration}")]
    public static partial void Delivered(ILogger logger, Guid eventId, TimeSpan duration);

    [LoggerMessage(
        4001,
        LogLevel.Warning,
        "Attempt {Attempt} of {MaxAttempts} to deliver {EventId} of workflow '{Workflow}' ({WorkflowId}) to {Destination} failed: {Description} " +
        "The next one follows in {Delay}")]
    public static partial void AttemptFailed(
        ILogger logger, Guid eventId, string workflow, Guid workflowId, string destination, int attempt, int maxAttempts, string description, TimeSpan delay);

    [LoggerMessage(4002, LogLevel.Error, "Discarded {EventId} of workflow '{Workflow}' ({WorkflowId}) to {Destination}: {Reason}")]
    public static partial void Discarded(ILogger logger, Guid eventId, string workflow, Guid workflowId, string destination, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "The result of {EventId} ({Kind}) came too late and was dropped: another claim has taken the delivery")]
    public static partial void LateResultDropped(ILogger logger, Guid eventId, Deliveries.SettlementKind kind);

    [LoggerMessage(4004, LogLevel.Warning, "The lease on {EventId} was lost before its attempt began; whoever claimed it since attempts it")]
    public static partial void LeaseLost(ILogger logger, Guid eventId);

    [LoggerMessage(4005, LogLevel.Warning, "The lease on {EventId} could not be renewed, so no attempt is made now")]
    public static partial void RenewalFailed(ILogger logger, Exception exception, Guid eventId);

    [LoggerMessage(4006, LogLevel.Error, "The sender threw while delivering {EventId} of workflow '{Workflow}'; this counts as a failed attempt")]
    public static partial void SenderThrew(ILogger logger, Exception exception, Guid eventId, string workflow);

    [LoggerMessage(4007, LogLevel.Error, "The dispatcher's work with the store has failed {Failures} times in a row; it goes on in {Pause}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, int failures, TimeSpan pause);

    [LoggerMessage(4008, LogLevel.Error, "{Count} results could not be settled at shutdown; their deliveries come back when their leases end, and receivers may see them twice")]
    public static partial void SettlementsGivenUp(ILogger logger, Exception exception, int count);

    [LoggerMessage(4009, LogLevel.Information, "Stopping: waiting for {Count} attempts under way")]
    public static partial void Stopping(ILogger logger, int count);

    [LoggerMessage(4010, LogLevel.Warning, "The time to stop is over: {Count} attempts are broken off and their deliveries given back")]
    public static partial void BreakingOff(ILogger logger, int count);

    [LoggerMessage(4011, LogLevel.Debug, "Removed {Count} finished deliveries past their retention")]
    public static partial void Purged(ILogger logger, int count);

    [LoggerMessage(4012, LogLevel.Error, "Removing finished deliveries failed; it is tried again in {Pause}")]
    public static partial void PurgeFailed(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(
        4014,
        LogLevel.Error,
        "{Count} attempts or calls to the store did not end when they were broken off; the stop goes on without them, and what they hold comes back " +
        "when its leases end")]
    public static partial void AttemptsLeftBehind(ILogger logger, int count);

    [LoggerMessage(4030, LogLevel.Error, "Something that was registered for a cancellation threw; the stop goes on")]
    public static partial void CancellationThrew(ILogger logger, Exception exception);

    [LoggerMessage(
        4031,
        LogLevel.Debug,
        "Keeping {Count} deliveries ended in an exception after their caller had cancelled; what was kept of them comes back when its leases end")]
    public static partial void CancelledKeepingThrew(ILogger logger, Exception exception, int count);

    [LoggerMessage(4013, LogLevel.Critical, "The attempt to deliver {EventId} ended in an exception nobody expected; the delivery comes back when its lease ends")]
    public static partial void AttemptFaulted(ILogger logger, Exception exception, Guid eventId);
}
