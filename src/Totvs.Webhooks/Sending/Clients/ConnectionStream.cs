using System.Runtime.CompilerServices;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// An HTTP/1.1 connection that knows how far its exchange has come. If a reused connection ends without a byte of the response to the
/// next request, it throws <see cref="ConnectionEndedException"/>. .NET does not distinguish this from other losses of a connection when
/// the request has a body.
/// </summary>
/// <remarks>
/// .NET begins to read before it reuses a connection. A read since the last byte, followed by a write, is therefore a new request.
/// </remarks>
internal sealed class ConnectionStream : Stream
{
    private readonly Stream _inner;
    private readonly Lock _lock = new();
    private readonly PendingRead _read;
    private bool _hasBroughtBytes;
    private bool _readsOn;
    private bool _hasEnded;
    private bool _awaitsAnswer;
    private bool _waitsOnly;

    /// <param name="inner">The connection, or TLS on it.</param>
    public ConnectionStream(Stream inner)
    {
        _inner = inner;
        _read = new PendingRead(ReadEnds);
    }

    /// <summary>Whether a request began after an earlier one got its response, and no byte has come since.</summary>
    public bool AwaitsAnswer
    {
        get
        {
            lock (_lock)
            {
                return _awaitsAnswer;
            }
        }
    }

    public override bool CanRead => _inner.CanRead;

    public override bool CanWrite => _inner.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadBegins();
        if (!_read.TryTake())
        {
            throw new InvalidOperationException("Another read of this connection is pending; a connection has one read at a time.");
        }

        // A read into an empty buffer only waits for bytes. Its result of 0 does not mean that the connection has ended.
        _waitsOnly = buffer.IsEmpty;
        ValueTask<int> read;
        try
        {
            read = _inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception)
        {
            read = ValueTask.FromException<int>(exception);
        }

        return _read.WaitFor(read);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        WriteBegins();
        ValueTask write = _inner.WriteAsync(buffer, cancellationToken);
        return write.IsCompletedSuccessfully ? default : WrittenAsync(write);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => _inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadBegins()
    {
        lock (_lock)
        {
            _readsOn = true;
        }
    }

    private void BytesCame()
    {
        lock (_lock)
        {
            (_hasBroughtBytes, _readsOn, _awaitsAnswer) = (true, false, false);
        }
    }

    private void WriteBegins()
    {
        lock (_lock)
        {
            _awaitsAnswer |= _hasBroughtBytes && _readsOn;
            if (_hasEnded && _awaitsAnswer)
            {
                throw new ConnectionEndedException(this, cause: null);
            }
        }
    }

    /// <summary>
    /// Notes the end, and throws if a response was due. Otherwise it is the end of a body, or of an idle connection.
    /// </summary>
    private void Ends(Exception? cause)
    {
        lock (_lock)
        {
            _hasEnded = true;
            if (_awaitsAnswer)
            {
                throw new ConnectionEndedException(this, cause);
            }
        }
    }

    private int ReadEnds(int count, Exception? cause)
    {
        if (count > 0)
        {
            BytesCame();
        }
        else if (cause is not null || !_waitsOnly)
        {
            Ends(cause);
        }

        return count;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask WrittenAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        catch (IOException exception) when (AwaitsAnswer)
        {
            throw new ConnectionEndedException(this, exception);
        }
    }
}
