using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Matching;

/// <summary>The log messages about the workflows in force and the events that they are matched with.</summary>
internal static partial class MatchingLog
{
    [LoggerMessage(
        1000,
        LogLevel.Debug,
        "No active workflow has trigger '{Trigger}' of the event on record {RecordId}; no delivery is created")]
    public static partial void NoWorkflowForTrigger(ILogger logger, string trigger, string recordId);

    [LoggerMessage(1001, LogLevel.Debug, "{Count} workflows are in force, {Active} of them active")]
    public static partial void Swapped(ILogger logger, int count, int active);

    [LoggerMessage(
        1040,
        LogLevel.Debug,
        "Workflow '{Workflow}' ({Id}) has a condition on field '{Path}', which the record of an event on trigger '{Trigger}' lacks; "
        + "did you mean '{Suggestion}'?")]
    public static partial void PathMissing(ILogger logger, string workflow, Guid id, string path, string trigger, string suggestion);

    [LoggerMessage(
        1041,
        LogLevel.Warning,
        "An event has trigger '{Trigger}', which is neither in the catalog nor in a workflow, so no delivery is created{DidYouMean}. "
        + "Correct the trigger's code, or declare it with AddTrigger; this is logged once for each code")]
    public static partial void TriggerUnknown(ILogger logger, string trigger, string didYouMean);

    [LoggerMessage(
        1042,
        LogLevel.Warning,
        "Regular expressions timed out for the event on trigger '{Trigger}' of record {RecordId}: one ran longer than {SearchLimit}, "
        + "or all together ran longer than {EventLimit}. Their results are unknown, and a workflow that depends on them does not match. "
        + "Use simpler expressions, or pass shorter strings")]
    public static partial void SearchesGivenUp(
        ILogger logger, string trigger, string recordId, TimeSpan searchLimit, TimeSpan eventLimit);

    [LoggerMessage(
        1051,
        LogLevel.Warning,
        "Stored workflow '{Workflow}' ({Id}) overrides the declared workflow '{Declared}' with the same id. "
        + "Delete the stored one to return to the declared one")]
    public static partial void StoredOverridesDeclared(ILogger logger, string workflow, Guid id, string declared);
}
