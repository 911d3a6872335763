using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// The pending read of a connection, reused for the next one. A connection has one read at a time, and a new object for each read would be
/// a tenth of what an attempt allocates.
/// </summary>
internal sealed class PendingRead : IValueTaskSource<int>
{
    private readonly Func<int, Exception?, int> _onEnd;
    private Action? _onRead;
    private ManualResetValueTaskSourceCore<int> _source;
    private ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter _read;
    private int _isPending;

    /// <param name="onEnd">
    /// Called at the end of the read with the number of bytes, or with the exception. What it throws becomes the read's result.
    /// </param>
    public PendingRead(Func<int, Exception?, int> onEnd)
    {
        _onEnd = onEnd;
    }

    /// <summary>Reserves this object for a read.</summary>
    /// <returns><see langword="false"/> while another read is pending.</returns>
    public bool TryTake() => Interlocked.Exchange(ref _isPending, 1) == 0;

    /// <summary>Waits for a read. The caller takes the result before the next read begins.</summary>
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
            _onEnd(0, exception);
            throw;
        }

        return _onEnd(count, null);
    }
}
