using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Sending;

/// <summary>Says what an exception of the HTTP stack means for the delivery, in words that hold neither remote text nor a secret.</summary>
internal readonly record struct AttemptFailure(DeliveryOutcomeKind Kind, string Description)
{
    public static AttemptFailure Of(Exception exception, Uri url, AttemptClock clock)
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
            _ => new(DeliveryOutcomeKind.SenderFault, $"The request to {destination} could not be made: {exception.GetType().Name}; see the log."),
        };
    }

    /// <summary>The host and port alone: paths and queries may hold secrets.</summary>
    public static string DestinationOf(Uri url) => url.IsAbsoluteUri ? $"{url.Host}:{url.Port}" : "the workflow's relative URL";

    public static string NoConnection(string destination, TimeSpan time, ConnectReport? report) =>
        $"No connection to {destination} within {Seconds(time)} s{(report?.Describe() is { } reason ? $": {reason}" : "")}.";

    private static AttemptFailure TimedOut(string destination, AttemptClock clock) => clock.MayHaveArrived
        ? new(
            DeliveryOutcomeKind.ResponseTimeout,
            $"No response from {destination} within {Seconds(clock.ResponseTimeout)} s of sending; it may have got the message.")
        : new(DeliveryOutcomeKind.ConnectTimeout, NoConnection(destination, clock.ConnectTimeout, clock.Report));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static AttemptFailure OfHttp(HttpRequestException exception, string destination, AttemptClock clock) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new(DeliveryOutcomeKind.NameResolution, $"The name of {destination} has no address."),
        HttpRequestError.ConnectionError => OfConnect(exception, destination),
        HttpRequestError.SecureConnectionError => new(DeliveryOutcomeKind.TlsFailed, $"The TLS handshake with {destination} failed: {TlsDetail(exception)}"),
        // The platform ends a SOCKS proxy's connection as its time runs out, and tells what that led to in the place of the time.
        HttpRequestError.ProxyTunnelError when Cause<ObjectDisposedException>(exception) is not null
            || Cause<SocketException>(exception) is { SocketErrorCode: SocketError.OperationAborted } =>
            new(DeliveryOutcomeKind.ConnectTimeout, NoConnection(destination, clock.ConnectTimeout, clock.Report)),
        HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError =>
            new(DeliveryOutcomeKind.ConnectionFailed, $"The proxy did not connect to {destination}."),
        HttpRequestError.ResponseEnded => Lost(destination, clock),
        HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError
            or HttpRequestError.VersionNegotiationError when !clock.MayHaveArrived =>
            new(DeliveryOutcomeKind.ConnectionFailed, $"{destination}, or a proxy before it, did not speak valid HTTP before the message was sent."),
        HttpRequestError.ConfigurationLimitExceeded =>
            new(DeliveryOutcomeKind.InvalidResponse, $"The response of {destination} has more headers than are read."),
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError =>
            new(DeliveryOutcomeKind.InvalidResponse, $"{destination} answered with something that is not valid HTTP."),
        _ when Cause<IOException>(exception) is not null || Cause<SocketException>(exception) is not null => Lost(destination, clock),
        _ => new(DeliveryOutcomeKind.SenderFault, $"The request to {destination} could not be sent ({exception.HttpRequestError}); see the log."),
    };

    private static AttemptFailure OfConnect(HttpRequestException exception, string destination)
    {
        SocketException? cause = Cause<SocketException>(exception);
        return cause switch
        {
            { SocketErrorCode: SocketError.TimedOut } =>
                new(DeliveryOutcomeKind.ConnectTimeout, $"{destination} did not answer within the time that this system gives a connection."),
            null => new(DeliveryOutcomeKind.ConnectionFailed, $"{destination} could not be reached."),
            _ => new(DeliveryOutcomeKind.ConnectionFailed, $"{destination} {DialTrouble.Of(cause)}."),
        };
    }

    private static AttemptFailure Lost(string destination, AttemptClock clock) => clock.MayHaveArrived
        ? new(DeliveryOutcomeKind.ConnectionLost, $"The connection to {destination} broke before a response had come; it may have got the message.")
        : new(DeliveryOutcomeKind.ConnectionFailed, $"The connection to {destination} broke before the message was sent.");

    // The platform's own words: which check of the certificate failed.
    private static string TlsDetail(HttpRequestException exception)
    {
        string detail = Cause<AuthenticationException>(exception)?.Message ?? "the connection broke.";
        return detail.Contains(nameof(X509ChainStatusFlags.PartialChain), StringComparison.Ordinal)
            ? $"{detail.TrimEnd('.')}. Let the receiver send its intermediate certificates, which are not downloaded here, "
                + "or trust its root on this machine."
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
