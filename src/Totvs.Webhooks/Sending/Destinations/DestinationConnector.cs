using System.Net;
using System.Net.Sockets;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Opens the connections of the primary handler: looks the name up once, has every answer checked, and dials those very addresses, so that there is
/// no second look-up for a name to change in between.
/// </summary>
internal sealed class DestinationConnector
{
    private readonly DestinationGuard _guard;
    private readonly Uri? _proxy;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private readonly Func<IPEndPoint, CancellationToken, Task<Stream>> _dial;

    public DestinationConnector(SendingOptions options)
        : this(options, Dns.GetHostAddressesAsync, DialAsync)
    {
    }

    /// <summary>Makes one that looks up and dials by other means: the seam for tests.</summary>
    public DestinationConnector(
        SendingOptions options,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        Func<IPEndPoint, CancellationToken, Task<Stream>> dial)
    {
        _guard = new DestinationGuard(options);
        _proxy = options.Proxy;
        _resolve = resolve;
        _dial = dial;
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        string host = context.DnsEndPoint.Host.Trim('[', ']');
        IPAddress[] addresses = IPAddress.TryParse(host, out IPAddress? literal) ? [literal] : await _resolve(host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!IsProxy(context.DnsEndPoint) && _guard.Check(host, addresses) is { } refusal)
        {
            throw new AttemptRefusedException(DeliveryOutcomeKind.DestinationRefused, refusal);
        }

        return await DialFirstAsync(addresses, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
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

    private async Task<Stream> DialFirstAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (int index = 0; ; index++)
        {
            try
            {
                return await _dial(new IPEndPoint(addresses[index], port), cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException) when (index < addresses.Length - 1 && !cancellationToken.IsCancellationRequested)
            {
                // The name has a further address, in the order of the resolver's preference.
                continue;
            }
        }
    }

    // The proxy is the host's own choice; it alone sees the address that a name leads to.
    private bool IsProxy(DnsEndPoint endpoint) =>
        _proxy is not null && _proxy.Port == endpoint.Port && _proxy.IdnHost.Equals(endpoint.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);
}
