using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>What the workflows' room says; event ids 1000 to 1099.</summary>
internal static partial class WorkflowLog
{
    [LoggerMessage(1000, LogLevel.Debug, "No workflow waits for trigger '{Trigger}', which happened to record {RecordId}: nothing is sent")]
    public static partial void NobodyWaits(ILogger logger, string trigger, string recordId);

    [LoggerMessage(1001, LogLevel.Debug, "{Count} workflows are in force, {Active} of them active")]
    public static partial void Swapped(ILogger logger, int count, int active);
}
