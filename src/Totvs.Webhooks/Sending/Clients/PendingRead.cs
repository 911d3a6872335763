using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// The read that a connection waits in, used again for its next one: a connection waits in one read at a time, and with many of them an
/// object for each read is a tenth of what an attempt allocates.
/// </summary>
/// <param name="ends">
/// Is told of the end of the read: how many bytes came, or why none did. What it throws becomes the read's result.
/// </param>
internal sealed class PendingRead(Func<int, Exception?, int> ends) : IValueTaskSource<int>
{
    private Action? _onRead;
    private ManualResetValueTaskSourceCore<int> _source;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private int _isPending;

    /// <summary>Whether this may take a read: not while another one is pending.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isPending, 1) == 0;

    /// <summary>Waits for a read. The result must be taken before the next one is begun.</summary>
    /// <param name="read">The read.</param>
    public ValueTask<int> WaitFor(ValueTask<int> read)
    {
        _source.Reset();
        _read = read.ConfigureAwait(false).GetAwaiter();
        if (_read.IsCompleted)
        {
            OnRead();
        }
        else
        {
            _read.UnsafeOnCompleted(_onRead ??= OnRead);
        }

        return new ValueTask<int>(this, _source.Version);
    }

    public int GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            Volatile.Write(ref _isPending, 0);
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void OnRead()
    {
        int count;
        try
        {
            count = Ended();
        }
        catch (Exception exception)
        {
            _source.SetException(exception);
            return;
        }

        _source.SetResult(count);
    }

    private int Ended()
    {
        int count;
        try
        {
            count = _read.GetResult();
        }
        catch (IOException exception)
        {
            ends(0, exception);
            throw;
        }

        return ends(count, null);
    }
}
