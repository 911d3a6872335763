using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Dispatching;

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

    [LoggerMessage(4020, LogLevel.Warning, "Deliveries wait for workflow {WorkflowId}, which this process does not have: they are left to a process that has it, and discarded when none has had it for {Age}. Deploy or save a workflow with this id, and they go at once; a workflow in code or in a file that was renamed needs its old id stated")]
    public static partial void WorkflowMissing(ILogger logger, Guid workflowId, TimeSpan age);

    [LoggerMessage(4021, LogLevel.Error, "Discarded {Count} deliveries of workflow {WorkflowId}, which no process has had for {Age}. Set up a workflow with this id and redeliver them")]
    public static partial void GivenUpOfMissing(ILogger logger, int count, Guid workflowId, TimeSpan age);

    [LoggerMessage(4022, LogLevel.Error, "Discarded {Count} deliveries of workflow {WorkflowId} after {Age} without success (Retry.GiveUpAfter); {FailedAttempts} attempts of them had failed. They can be redelivered")]
    public static partial void GivenUp(ILogger logger, int count, Guid workflowId, TimeSpan age, int failedAttempts);

    [LoggerMessage(4023, LogLevel.Error, "Giving up old deliveries has failed {Failures} times in a row; it is tried again in {Pause}")]
    public static partial void GiveUpFailed(ILogger logger, Exception exception, int failures, TimeSpan pause);

    [LoggerMessage(4024, LogLevel.Warning, "Destination {Host} has taken nothing for {Time}: all of {Attempts} attempts failed. Deliveries to it are {End}")]
    public static partial void DestinationFails(ILogger logger, string host, TimeSpan time, int attempts, string end);

    [LoggerMessage(4025, LogLevel.Debug, "Workflow {WorkflowId} changed or left after {EventId} was claimed; the delivery is given back without an attempt")]
    public static partial void WorkflowChanged(ILogger logger, Guid workflowId, Guid eventId);

    [LoggerMessage(4013, LogLevel.Critical, "The attempt to deliver {EventId} ended in an exception nobody expected; the delivery comes back when its lease ends")]
    public static partial void AttemptFaulted(ILogger logger, Exception exception, Guid eventId);
}
