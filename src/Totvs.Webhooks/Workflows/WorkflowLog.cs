using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>The log messages about stored workflows and their store.</summary>
internal static partial class WorkflowLog
{
    [LoggerMessage(
        1010,
        LogLevel.Error,
        "Stored workflow '{Workflow}' ({Id}) is not valid. It matches no event until a valid version is saved: {Faults}")]
    public static partial void StoredIsFaulty(ILogger logger, string workflow, Guid id, string faults);

    [LoggerMessage(
        1020,
        LogLevel.Error,
        "Stored workflow '{Workflow}' ({Id}) is out of force. It matches no event, and its deliveries stay pending. {Reason}")]
    public static partial void OutOfForce(ILogger logger, string workflow, Guid id, string reason);

    [LoggerMessage(1021, LogLevel.Information, "Stored workflow {Id} was out of force; it is in force again, or was deleted")]
    public static partial void OutOfForceNoMore(ILogger logger, Guid id);

    [LoggerMessage(
        1053,
        LogLevel.Error,
        "A listener of the workflow store threw an exception. The change is kept, and the other listeners are called")]
    public static partial void ListenerThrew(ILogger logger, Exception exception);

    [LoggerMessage(
        1054,
        LogLevel.Warning,
        "The workflow store {Store} was registered after AddTotvsWebhooks, so workflows that are saved through it are not checked. "
        + "Choose it with UseWorkflowStore, or register it before AddTotvsWebhooks")]
    public static partial void StoreIsNotChecked(ILogger logger, string store);
}
