using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>What the workflows' room says; event ids 1000 to 1099.</summary>
internal static partial class WorkflowLog
{
    [LoggerMessage(1000, LogLevel.Debug, "No workflow waits for trigger '{Trigger}', which happened to record {RecordId}: nothing is sent")]
    public static partial void NobodyWaits(ILogger logger, string trigger, string recordId);

    [LoggerMessage(1001, LogLevel.Debug, "{Count} workflows are in force, {Active} of them active")]
    public static partial void Swapped(ILogger logger, int count, int active);

    [LoggerMessage(1002, LogLevel.Information, "{Count} workflows were read from {Source} and are in force")]
    public static partial void SourceRead(ILogger logger, int count, string source);

    [LoggerMessage(1003, LogLevel.Error, "{Source} changed, but is not valid: {Count} errors. It was refused whole; what was read from it before stays in force.{Errors}")]
    public static partial void SourceRefused(ILogger logger, string source, int count, string errors);

    [LoggerMessage(1004, LogLevel.Error, "{Source} changed, but cannot be read; what was read from it before stays in force")]
    public static partial void SourceUnreadable(ILogger logger, Exception exception, string source);

    [LoggerMessage(1005, LogLevel.Warning, "{Source} cannot be watched; changes of it take effect when the host starts the next time")]
    public static partial void SourceNotWatched(ILogger logger, Exception exception, string source);

    [LoggerMessage(
        1020,
        LogLevel.Error,
        "Stored workflow '{Workflow}' ({Id}) is out of force: it matches nothing, and what is queued for it waits. {Reason}")]
    public static partial void OutOfForce(ILogger logger, string workflow, Guid id, string reason);

    [LoggerMessage(1021, LogLevel.Information, "The stored workflow {Id}, which was out of force, is in force again or was deleted")]
    public static partial void OutOfForceNoMore(ILogger logger, Guid id);

    [LoggerMessage(1010, LogLevel.Error, "Stored workflow '{Workflow}' ({Id}) is not valid, so it matches nothing until it is saved again: {Faults}")]
    public static partial void StoredIsFaulty(ILogger logger, string workflow, Guid id, string faults);
}
