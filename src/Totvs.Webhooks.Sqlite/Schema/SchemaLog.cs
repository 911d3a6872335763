using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite.Schema;

/// <summary>What the opening of the SQLite store logs.</summary>
internal static partial class SchemaLog
{
    [LoggerMessage(5000, LogLevel.Information, "Opened the SQLite store '{Path}' with {Waiting} unfinished deliveries")]
    public static partial void Opened(ILogger logger, string path, long waiting);
}
