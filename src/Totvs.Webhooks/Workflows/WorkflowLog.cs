using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

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

    [LoggerMessage(
        1040,
        LogLevel.Debug,
        "Workflow '{Workflow}' ({Id}) asks for the field '{Path}', which the record of an event on trigger '{Trigger}' lacks; did you mean '{Suggestion}'?")]
    public static partial void PathMissing(ILogger logger, string workflow, Guid id, string path, string trigger, string suggestion);

    [LoggerMessage(
        1041,
        LogLevel.Warning,
        "An event came on trigger '{Trigger}', which is not in the catalog and which no workflow waits for, so nothing was sent{DidYouMean}. "
        + "Mend its code, or declare it with AddTrigger; this is said once for each code")]
    public static partial void TriggerUnknown(ILogger logger, string trigger, string didYouMean);

    [LoggerMessage(
        1042,
        LogLevel.Warning,
        "Searches of regular expressions were given up for the event on trigger '{Trigger}' of record {RecordId}: one took longer than {SearchLimit}, "
        + "or all together took longer than {EventLimit}. What they would have decided is unknown, and workflows that need it did not run; use simpler expressions, or pass shorter texts")]
    public static partial void SearchesGivenUp(ILogger logger, string trigger, string recordId, TimeSpan searchLimit, TimeSpan eventLimit);

    [LoggerMessage(1050, LogLevel.Warning, "No workflow comes from {Source}. {Doubt}")]
    public static partial void SourceInDoubt(ILogger logger, string source, string doubt);

    [LoggerMessage(1051, LogLevel.Warning, "Stored workflow '{Workflow}' ({Id}) overrides the declared workflow '{Declared}' with the same id; delete the stored one to go back to the declared one")]
    public static partial void StoredOverridesDeclared(ILogger logger, string workflow, Guid id, string declared);

    [LoggerMessage(1053, LogLevel.Error, "A listener of the workflow store threw; the change is kept, and the other listeners are told")]
    public static partial void ListenerThrew(ILogger logger, Exception exception);

    [LoggerMessage(
        1054,
        LogLevel.Warning,
        "The workflow store {Store} was registered after AddTotvsWebhooks, so what is saved through it is not checked. "
        + "Choose it with UseWorkflowStore, or register it before AddTotvsWebhooks")]
    public static partial void StoreIsNotChecked(ILogger logger, string store);

    [LoggerMessage(1052, LogLevel.Warning, "{Source} cannot be watched for changes, so it is looked at every {Interval} instead")]
    public static partial void SourceIsPolled(ILogger logger, Exception exception, string source, TimeSpan interval);
}
