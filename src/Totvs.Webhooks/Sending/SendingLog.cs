using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sending;

/// <summary>The sender's log messages. They hold the scheme, host and port of a URL only, and no header values: both may be secret.</summary>
internal static partial class SendingLog
{
    [LoggerMessage(3001, LogLevel.Error, "Attempt {Attempt} of delivery {EventId} to {Destination} failed for a reason in this process")]
    public static partial void AttemptCouldNotBeMade(ILogger logger, Exception exception, int attempt, Guid eventId, string destination);

    [LoggerMessage(
        3002,
        LogLevel.Debug,
        "The response body to delivery {EventId} could not be read to its end; the status {StatusCode} decides the attempt")]
    public static partial void BodyBrokenOff(ILogger logger, Exception exception, Guid eventId, int statusCode);

    [LoggerMessage(
        3003,
        LogLevel.Information,
        "Deliveries go through the proxy {Proxy}, which resolves host names. Only IP addresses in URLs are checked here")]
    public static partial void ProxyLooksNamesUp(ILogger logger, string proxy);

    [LoggerMessage(
        3010,
        LogLevel.Warning,
        "Webhooks are sent through {Handler}, which does not keep this library's rules: {Lost}. Amend the library's own handler with "
        + "ConfigureHttpClient(client => client.UseSocketsHttpHandler((handler, _) => ...)) or with "
        + "ConfigurePrimaryHttpMessageHandler((handler, _) => ...), and leave those settings unchanged. "
        + "In tests with a mock handler this warning is expected")]
    public static partial void PrimaryHandlerLosesRules(ILogger logger, string handler, string lost);

    [LoggerMessage(
        3011,
        LogLevel.Error,
        "The handlers that send webhooks could not be created, so every attempt will fail. Correct what ConfigureHttpClient sets up")]
    public static partial void HandlersCouldNotBeMade(ILogger logger, Exception exception);

    [LoggerMessage(
        3012,
        LogLevel.Debug,
        "The receiver had closed the idle connection to {Destination} before attempt {Attempt} of delivery {EventId}; "
        + "the request is sent again on a new connection")]
    public static partial void ConnectionHadEnded(ILogger logger, int attempt, Guid eventId, string destination);
}
