namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>A connection that tells when it is closed.</summary>
internal sealed class ClosableStream : MemoryStream
{
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsClosed => _closed.Task.IsCompleted;

    /// <summary>Ends once it is closed.</summary>
    public Task Closed => _closed.Task.WaitAsync(TimeSpan.FromSeconds(30));

    protected override void Dispose(bool disposing)
    {
        _closed.TrySetResult();
        base.Dispose(disposing);
    }
}
