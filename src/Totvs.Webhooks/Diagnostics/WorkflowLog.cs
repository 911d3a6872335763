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

    [LoggerMessage(1010, LogLevel.Error, "Stored workflow '{Workflow}' ({Id}) is not valid, so it matches nothing until it is saved again: {Faults}")]
    public static partial void StoredIsFaulty(ILogger logger, string workflow, Guid id, string faults);

    [LoggerMessage(1050, LogLevel.Warning, "No workflow comes from {Source}. {Doubt}")]
    public static partial void SourceInDoubt(ILogger logger, string source, string doubt);

    [LoggerMessage(1051, LogLevel.Warning, "Stored workflow '{Workflow}' ({Id}) overrides the declared workflow '{Declared}' with the same id; delete the stored one to go back to the declared one")]
    public static partial void StoredOverridesDeclared(ILogger logger, string workflow, Guid id, string declared);

    [LoggerMessage(1052, LogLevel.Warning, "{Source} cannot be watched for changes, so it is looked at every {Interval} instead")]
    public static partial void SourceIsPolled(ILogger logger, Exception exception, string source, TimeSpan interval);
}
