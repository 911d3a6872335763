using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>
/// A network of the test's own: its resolver answers as told, and what is dialled is written down and led to a receiver on loopback, or
/// refused.
/// </summary>
internal sealed class ScriptedNetwork(Func<string, string[]> resolve, Uri? receiver = null)
{
    private readonly ConcurrentQueue<string> _lookUps = new();
    private readonly ConcurrentQueue<IPEndPoint> _dialled = new();
    private long _bytesRead;

    /// <summary>The names looked up, in order.</summary>
    public IReadOnlyList<string> LookUps => [.. _lookUps];

    /// <summary>The endpoints dialled, in order.</summary>
    public IReadOnlyList<string> Dialled => [.. _dialled.Select(endpoint => endpoint.ToString())];

    /// <summary>How many bytes the sender has read from its connections.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Addresses that refuse the connection.</summary>
    public HashSet<string> Refusing { get; } = [];

    /// <summary>Addresses that never answer.</summary>
    public HashSet<string> Silent { get; } = [];

    /// <summary>The handler of production, on this network.</summary>
    public SocketsHttpHandler Handler(SendingOptions? options = null) =>
        SendingHttpHandler.Create(
            options ?? new SendingOptions(),
            new DestinationConnector(options ?? new SendingOptions(), ResolveAsync, DialAsync, TimeProvider.System));

    private Task<IPAddress[]> ResolveAsync(string host, ConnectReport report, CancellationToken cancellationToken)
    {
        _lookUps.Enqueue(host);
        return Task.FromResult(Array.ConvertAll(resolve(host), IPAddress.Parse));
    }

    public async Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        _dialled.Enqueue(endpoint);
        if (Silent.Contains(endpoint.Address.ToString()))
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        if (receiver is null || Refusing.Contains(endpoint.Address.ToString()))
        {
            throw new SocketException((int)SocketError.ConnectionRefused);
        }

        TcpClient client = new();
        await client.ConnectAsync(receiver.Host, receiver.Port, cancellationToken);
        return new CountingStream(client.GetStream(), bytes => Interlocked.Add(ref _bytesRead, bytes));
    }
}
