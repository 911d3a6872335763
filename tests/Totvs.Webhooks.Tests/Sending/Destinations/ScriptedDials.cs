using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>Dials that end when the test says so.</summary>
internal sealed class ScriptedDials
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Stream>> _dials = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _begun = new();

    /// <summary>Whether a dial heeds its token.</summary>
    public bool HeedsToken { get; init; } = true;

    public IEnumerable<string> Begun =>
        _begun.Where(begun => begun.Value.Task.IsCompleted).Select(begun => begun.Key).Order(StringComparer.Ordinal);

    /// <summary>Ends once an address is dialled.</summary>
    public Task WaitForAsync(string address) => BegunOf(address).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Answer(string address, Stream stream) => DialOf(address).SetResult(stream);

    public void Refuse(string address) => DialOf(address).SetException(new SocketException((int)SocketError.ConnectionRefused));

    public async Task<Stream> DialAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        string address = endpoint.Address.ToString();
        BegunOf(address).TrySetResult();
        return await DialOf(address).Task.WaitAsync(HeedsToken ? cancellationToken : CancellationToken.None);
    }

    private TaskCompletionSource<Stream> DialOf(string address) =>
        _dials.GetOrAdd(address, _ => new TaskCompletionSource<Stream>(TaskCreationOptions.RunContinuationsAsynchronously));

    private TaskCompletionSource BegunOf(string address) =>
        _begun.GetOrAdd(address, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
