using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching;

/// <summary>The dispatcher's log messages.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(4000, LogLevel.Debug, "Delivered {EventId} in {Duration}")]
    public static partial void Delivered(ILogger logger, Guid eventId, TimeSpan duration);

    [LoggerMessage(
        4001,
        LogLevel.Warning,
        "Attempt {Attempt} of {MaxAttempts} to deliver {EventId} of workflow '{Workflow}' ({WorkflowId}) to {Destination} failed: "
        + "{Description} The next attempt follows in {Delay}")]
    public static partial void AttemptFailed(
        ILogger logger,
        Guid eventId,
        string workflow,
        Guid workflowId,
        string destination,
        int attempt,
        int maxAttempts,
        string description,
        TimeSpan delay);

    [LoggerMessage(4002, LogLevel.Error, "Discarded {EventId} of workflow '{Workflow}' ({WorkflowId}) to {Destination}: {Reason}")]
    public static partial void Discarded(
        ILogger logger, Guid eventId, string workflow, Guid workflowId, string destination, string reason);

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "The result of {EventId} ({Kind}) is dropped: its lease had ended, and another claim has taken the delivery")]
    public static partial void LateResultDropped(ILogger logger, Guid eventId, SettlementKind kind);

    [LoggerMessage(
        4004,
        LogLevel.Warning,
        "The lease on {EventId} was lost before its attempt began. The process that claimed the delivery since makes the attempt")]
    public static partial void LeaseLost(ILogger logger, Guid eventId);

    [LoggerMessage(4005, LogLevel.Warning, "The lease on {EventId} could not be renewed, so no attempt is made now")]
    public static partial void RenewalFailed(ILogger logger, Exception exception, Guid eventId);

    [LoggerMessage(
        4006,
        LogLevel.Error,
        "The sender threw an exception for {EventId} of workflow '{Workflow}'; this counts as a failed attempt")]
    public static partial void SenderThrew(ILogger logger, Exception exception, Guid eventId, string workflow);

    [LoggerMessage(4007, LogLevel.Error, "The dispatcher's calls to the store failed {Failures} times in a row; the next follows in {Pause}")]
    public static partial void StoreFailed(ILogger logger, Exception exception, int failures, TimeSpan pause);

    [LoggerMessage(
        4008,
        LogLevel.Error,
        "{Count} results could not be settled at shutdown. Their deliveries become pending when their leases end, "
        + "and receivers may see them twice")]
    public static partial void SettlementsGivenUp(ILogger logger, Exception exception, int count);

    [LoggerMessage(4009, LogLevel.Information, "Stopping: waiting for {Count} running attempts")]
    public static partial void Stopping(ILogger logger, int count);

    [LoggerMessage(4010, LogLevel.Warning, "The time to stop has passed: {Count} attempts are cancelled and their deliveries released")]
    public static partial void BreakingOff(ILogger logger, int count);

    [LoggerMessage(4011, LogLevel.Debug, "Removed {Count} finished deliveries past their retention")]
    public static partial void Purged(ILogger logger, int count);

    [LoggerMessage(4012, LogLevel.Error, "Removing finished deliveries failed; it is tried again in {Pause}")]
    public static partial void PurgeFailed(ILogger logger, Exception exception, TimeSpan pause);

    [LoggerMessage(
        4013,
        LogLevel.Critical,
        "The attempt to deliver {EventId} ended in an unexpected exception; the delivery becomes pending when its lease ends")]
    public static partial void AttemptFaulted(ILogger logger, Exception exception, Guid eventId);

    [LoggerMessage(
        4014,
        LogLevel.Error,
        "{Count} attempts or calls to the store did not end when they were cancelled. The stop goes on without them, "
        + "and their deliveries become pending when their leases end")]
    public static partial void AttemptsLeftBehind(ILogger logger, int count);

    [LoggerMessage(
        4020,
        LogLevel.Warning,
        "Deliveries are pending for workflow {WorkflowId}, which this process does not have. They are left to a process that has it, and "
        + "discarded when no process has had it for {Age}. Deploy or save a workflow with this id, and they are sent at once; "
        + "a workflow in code or in a file that was renamed must state its old id")]
    public static partial void WorkflowMissing(ILogger logger, Guid workflowId, TimeSpan age);

    [LoggerMessage(
        4021,
        LogLevel.Error,
        "Discarded {Count} deliveries of workflow {WorkflowId}, which no process has had for {Age}. "
        + "Set up a workflow with this id and redeliver them")]
    public static partial void GivenUpOfMissing(ILogger logger, int count, Guid workflowId, TimeSpan age);

    [LoggerMessage(
        4022,
        LogLevel.Error,
        "Discarded {Count} deliveries of workflow {WorkflowId} after {Age} without success (Retry.GiveUpAfter); "
        + "{FailedAttempts} of their attempts had failed. They can be redelivered")]
    public static partial void GivenUp(ILogger logger, int count, Guid workflowId, TimeSpan age, int failedAttempts);

    [LoggerMessage(
        4023, LogLevel.Error, "Discarding old deliveries failed {Failures} times in a row; it is tried again in {Pause}")]
    public static partial void GiveUpFailed(ILogger logger, Exception exception, int failures, TimeSpan pause);

    [LoggerMessage(
        4024,
        LogLevel.Warning,
        "Destination {Host} has accepted no delivery for {Time}: all of {Attempts} attempts failed. Deliveries to it are {End}")]
    public static partial void DestinationFails(ILogger logger, string host, TimeSpan time, int attempts, string end);

    [LoggerMessage(
        4025,
        LogLevel.Debug,
        "Workflow {WorkflowId} was changed or removed after {EventId} was claimed; the delivery is released without an attempt")]
    public static partial void WorkflowChanged(ILogger logger, Guid workflowId, Guid eventId);

    [LoggerMessage(4030, LogLevel.Error, "A callback that was registered for cancellation threw an exception; the stop goes on")]
    public static partial void CancellationThrew(ILogger logger, Exception exception);

    [LoggerMessage(
        4031,
        LogLevel.Debug,
        "Adding {Count} deliveries failed after their caller had cancelled; those that were stored become pending when their leases end")]
    public static partial void CancelledKeepingThrew(ILogger logger, Exception exception, int count);
}
