using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// What an exception of the HTTP stack means for the delivery. The description holds no secret and no text of the receiver.
/// </summary>
internal readonly record struct AttemptFailure(DeliveryOutcomeKind Kind, string Description)
{
    public static AttemptFailure From(Exception exception, Uri url, AttemptClock clock)
    {
        string destination = DestinationOf(url);
        if ((exception as AttemptRefusedException ?? Cause<AttemptRefusedException>(exception)) is { } refused)
        {
            return new(refused.Kind, refused.Message);
        }

        if ((exception as ConnectFailedException ?? Cause<ConnectFailedException>(exception)) is { } unconnected)
        {
            return new(unconnected.Kind, unconnected.Message);
        }

        return exception switch
        {
            OperationCanceledException when clock.Token.IsCancellationRequested => TimedOut(destination, clock),
            OperationCanceledException { InnerException: TimeoutException } or TimeoutException => TimedOut(destination, clock),
            HttpRequestException failed => OfHttp(failed, destination, clock),
            _ => new(
                DeliveryOutcomeKind.SenderFault,
                $"The request to {destination} failed in this process: {exception.GetType().Name}; see the log."),
        };
    }

    /// <summary>The host and port only: paths and queries may hold secrets.</summary>
    public static string DestinationOf(Uri url) => url.IsAbsoluteUri ? $"{url.Host}:{url.Port}" : "the workflow's relative URL";

    public static string NoConnection(string destination, TimeSpan time, ConnectReport? report) =>
        $"No connection to {destination} within {Seconds(time)} s{(report?.Describe() is { } reason ? $": {reason}" : "")}.";

    private static AttemptFailure TimedOut(string destination, AttemptClock clock) => clock.Progress switch
    {
        { MayHaveArrived: true } => new(
            DeliveryOutcomeKind.ResponseTimeout,
            $"No response from {destination} within {Seconds(clock.ResponseTimeout)} s of sending; it may have received the message."),
        var progress => ConnectTimedOut(destination, progress),
    };

    private static AttemptFailure ConnectTimedOut(string destination, AttemptProgress progress) =>
        new(DeliveryOutcomeKind.ConnectTimeout, NoConnection(destination, progress.ConnectTimeout, progress.Report));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static AttemptFailure OfHttp(HttpRequestException exception, string destination, AttemptClock clock) =>
        exception.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new(DeliveryOutcomeKind.NameResolution, $"The name of {destination} has no address."),
            HttpRequestError.ConnectionError => OfConnect(exception, destination),
            HttpRequestError.SecureConnectionError =>
                new(DeliveryOutcomeKind.TlsFailed, $"The TLS handshake with {destination} failed: {TlsDetail(exception)}"),
            // .NET closes a SOCKS proxy's connection on a timeout, and reports the closed connection instead of the timeout.
            HttpRequestError.ProxyTunnelError when Cause<ObjectDisposedException>(exception) is not null
                || Cause<SocketException>(exception) is { SocketErrorCode: SocketError.OperationAborted } =>
                ConnectTimedOut(destination, clock.Progress),
            HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError =>
                new(DeliveryOutcomeKind.ConnectionFailed, $"The proxy did not connect to {destination}."),
            HttpRequestError.ResponseEnded => Lost(destination, clock),
            HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError
                or HttpRequestError.VersionNegotiationError when !clock.Progress.MayHaveArrived =>
                new(
                    DeliveryOutcomeKind.ConnectionFailed,
                    $"{destination}, or a proxy before it, did not speak valid HTTP before the message was sent."),
            HttpRequestError.ConfigurationLimitExceeded =>
                new(DeliveryOutcomeKind.InvalidResponse, $"The response of {destination} has larger headers than the limit."),
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError =>
                new(DeliveryOutcomeKind.InvalidResponse, $"{destination} answered with something that is not valid HTTP."),
            _ when Cause<IOException>(exception) is not null || Cause<SocketException>(exception) is not null => Lost(destination, clock),
            _ => new(
                DeliveryOutcomeKind.SenderFault,
                $"The request to {destination} could not be sent ({exception.HttpRequestError}); see the log."),
        };

    private static AttemptFailure OfConnect(HttpRequestException exception, string destination)
    {
        SocketException? cause = Cause<SocketException>(exception);
        return cause switch
        {
            { SocketErrorCode: SocketError.TimedOut } =>
                new(DeliveryOutcomeKind.ConnectTimeout, $"{destination} did not answer within this machine's own limit for a connection."),
            null => new(DeliveryOutcomeKind.ConnectionFailed, $"{destination} could not be reached."),
            _ => new(DeliveryOutcomeKind.ConnectionFailed, $"{destination} {DialTrouble.Of(cause)}."),
        };
    }

    private static AttemptFailure Lost(string destination, AttemptClock clock) => clock.Progress.MayHaveArrived
        ? new(
            DeliveryOutcomeKind.ConnectionLost,
            $"The connection to {destination} broke before a response came; it may have received the message.")
        : new(DeliveryOutcomeKind.ConnectionFailed, $"The connection to {destination} broke before the message was sent.");

    // The message of .NET, which names the certificate check that failed.
    private static string TlsDetail(HttpRequestException exception)
    {
        string detail = Cause<AuthenticationException>(exception)?.Message ?? "the connection broke.";
        return detail.Contains(nameof(X509ChainStatusFlags.PartialChain), StringComparison.Ordinal)
            ? $"{detail.TrimEnd('.')}. Let the receiver send its intermediate certificates, which are not downloaded here, "
                + "or trust its root certificate on this machine."
            : detail;
    }

    private static TException? Cause<TException>(Exception exception)
        where TException : Exception
    {
        for (Exception? cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is TException found)
            {
                return found;
            }
        }

        return null;
    }
}
