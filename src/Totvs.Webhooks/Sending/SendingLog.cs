using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sending;

/// <summary>The sender's log messages. No URL beyond its host, no header value.</summary>
internal static partial class SendingLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Error, Message = "Attempt {Attempt} of delivery {EventId} to {Destination} could not be made, for a reason on this side")]
    public static partial void AttemptCouldNotBeMade(this ILogger logger, Exception exception, int attempt, Guid eventId, string destination);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Debug, Message = "The body of the answer to delivery {EventId} was broken off; the status {StatusCode} stands")]
    public static partial void BodyBrokenOff(this ILogger logger, Exception exception, Guid eventId, int statusCode);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information, Message = "Deliveries go through the proxy {Proxy}: names are looked up there, so only addresses written out in a URL are checked here")]
    public static partial void ProxyLooksNamesUp(this ILogger logger, string proxy);

    [LoggerMessage(EventId = 3010, Level = LogLevel.Warning, Message = "Webhooks are sent through {Handler}, which does not keep this library's rules: {Lost}. Amend the library's own handler with ConfigureHttpClient(client => client.UseSocketsHttpHandler((handler, _) => ...)) or with ConfigurePrimaryHttpMessageHandler((handler, _) => ...), and leave those settings as they are. In tests with a mock this is as it should be")]
    public static partial void PrimaryHandlerLosesRules(this ILogger logger, string handler, string lost);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Error, Message = "The handlers that webhooks are sent through could not be made, so every attempt will fail: correct what was set up with ConfigureHttpClient")]
    public static partial void HandlersCouldNotBeMade(this ILogger logger, Exception exception);

    [LoggerMessage(EventId = 3012, Level = LogLevel.Debug, Message = "Attempt {Attempt} of delivery {EventId} met a connection to {Destination} that had ended while idle; it is made once more on a new one")]
    public static partial void ConnectionHadEnded(this ILogger logger, int attempt, Guid eventId, string destination);
}
