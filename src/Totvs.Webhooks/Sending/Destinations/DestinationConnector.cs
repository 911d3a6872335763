using System.Net;
using System.Net.Sockets;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Opens the connections of the primary handler. It looks the name up once, checks every address and dials the checked addresses. A second
/// look-up could return other addresses, which were not checked. All of it ends within the time to connect.
/// </summary>
internal sealed class DestinationConnector
{
    private readonly DestinationGuard _guard;
    private readonly Uri? _proxy;
    private readonly TimeSpan _connectTimeout;
    private readonly Func<string, ConnectReport, CancellationToken, Task<IPAddress[]>> _lookUp;
    private readonly Func<IPEndPoint, CancellationToken, Task<Stream>> _dial;
    private readonly TimeProvider _timeProvider;

    public DestinationConnector(SendingOptions options, NameLookUps lookUps, TimeProvider timeProvider)
        : this(options, lookUps.LookUpAsync, DialAsync, timeProvider)
    {
    }

    /// <summary>Creates one with other means to look up and to dial, for tests.</summary>
    public DestinationConnector(
        SendingOptions options,
        Func<string, ConnectReport, CancellationToken, Task<IPAddress[]>> lookUp,
        Func<IPEndPoint, CancellationToken, Task<Stream>> dial,
        TimeProvider timeProvider)
    {
        _guard = new DestinationGuard(options);
        _proxy = options.Proxy;
        _connectTimeout = options.ConnectTimeout;
        _lookUp = lookUp;
        _dial = dial;
        _timeProvider = timeProvider;
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        ConnectReport report = new();
        (context.InitialRequestMessage as AttemptMessage)?.ConnectsWith(report);

        // Limited here, too: if the request ends first, the handler continues to open the connection, with new time.
        using CancellationTokenSource bound = new(_connectTimeout, _timeProvider);
        using CancellationTokenRegistration registration =
            cancellationToken.UnsafeRegister(static bound => ((CancellationTokenSource)bound!).Cancel(), bound);
        try
        {
            Stream stream = await ConnectAsync(context.DnsEndPoint, report, bound.Token).ConfigureAwait(false);
            report.WaitsFor(IsProxy(context.DnsEndPoint) ? BehindProxy
                : context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps ? BehindConnection
                : TooLate);
            return stream;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The handler recognises its own timeout by this token.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException exception) when (bound.IsCancellationRequested)
        {
            string description = AttemptFailure.NoConnection(Named(context.DnsEndPoint), _connectTimeout, report);
            throw new ConnectFailedException(DeliveryOutcomeKind.ConnectTimeout, description, exception);
        }
    }

    private static async Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        Socket socket = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string BehindProxy() => "the proxy accepted the connection, but did not connect further";

    private static string BehindConnection() => "it accepted the connection, but did not complete the TLS handshake";

    private static string TooLate() => "it accepted the connection too late";

    private static string Named(DnsEndPoint endpoint) => $"{endpoint.Host}:{endpoint.Port}";

    private async Task<Stream> ConnectAsync(DnsEndPoint endpoint, ConnectReport report, CancellationToken cancellationToken)
    {
        string host = endpoint.Host.Trim('[', ']');
        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal)
            ? [literal]
            : await LookUpAsync(endpoint, report, cancellationToken).ConfigureAwait(false);
        if (!IsProxy(endpoint) && _guard.Check(host, addresses) is { } refusal)
        {
            throw new AttemptRefusedException(DeliveryOutcomeKind.DestinationRefused, refusal);
        }

        StaggeredDial dial = new(AddressOrder.Sort(addresses), endpoint.Port, _dial, _timeProvider);
        report.WaitsFor(dial.Describe);
        try
        {
            return await dial.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            string description = $"No address of {Named(endpoint)} could be reached: {dial.Describe()}.";
            throw new ConnectFailedException(DeliveryOutcomeKind.ConnectionFailed, description, exception);
        }
    }

    private async Task<IPAddress[]> LookUpAsync(DnsEndPoint endpoint, ConnectReport report, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await _lookUp(endpoint.Host, report, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ConnectFailedException(DeliveryOutcomeKind.NameResolution, LookUpTrouble(Named(endpoint), exception), exception);
        }
    }

    private static string LookUpTrouble(string destination, Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => $"The name of {destination} has no address.",
        SocketException socket => $"The name of {destination} could not be looked up ({socket.SocketErrorCode}).",
        _ => $"The name of {destination} could not be looked up ({exception.GetType().Name}).",
    };

    // The host chose the proxy, so its address is not checked. Only the proxy sees the addresses of the receiver.
    private bool IsProxy(DnsEndPoint endpoint) =>
        _proxy is not null
        && _proxy.Port == endpoint.Port
        && _proxy.IdnHost.Equals(endpoint.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}
