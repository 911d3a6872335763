using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>What the writer of the SQLite store logs.</summary>
internal static partial class WritingLog
{
    [LoggerMessage(5006, LogLevel.Critical, "The writer of the SQLite store '{Path}' ended in an unexpected exception; nothing is kept from now on, and the process must be started anew")]
    public static partial void Ended(ILogger logger, Exception exception, string path);

    [LoggerMessage(
        5010,
        LogLevel.Warning,
        "Made {Count} deliveries of the SQLite store '{Path}' due now. They were due later than any wait can last: the machine's clock was ahead when an earlier version kept them")]
    public static partial void MadeDue(ILogger logger, int count, string path);
}
