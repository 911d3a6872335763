using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>The log messages about files and configuration sections that declare workflows.</summary>
internal static partial class SourceLog
{
    [LoggerMessage(1002, LogLevel.Information, "{Count} workflows were read from {Source} and are in force")]
    public static partial void SourceRead(ILogger logger, int count, string source);

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "{Source} changed, but has {Count} errors. The whole change is refused, and the workflows read before stay in force.{Errors}")]
    public static partial void SourceRefused(ILogger logger, string source, int count, string errors);

    [LoggerMessage(1004, LogLevel.Error, "{Source} changed, but cannot be read. The workflows read before stay in force")]
    public static partial void SourceUnreadable(ILogger logger, Exception exception, string source);

    [LoggerMessage(1005, LogLevel.Warning, "{Source} cannot be watched. Its changes take effect at the next start of the host")]
    public static partial void SourceNotWatched(ILogger logger, Exception exception, string source);

    [LoggerMessage(1050, LogLevel.Warning, "No workflow comes from {Source}. {Doubt}")]
    public static partial void SourceInDoubt(ILogger logger, string source, string doubt);

    [LoggerMessage(1052, LogLevel.Warning, "{Source} cannot be watched for changes. It is polled every {Interval} instead")]
    public static partial void SourceIsPolled(ILogger logger, Exception exception, string source, TimeSpan interval);
}
