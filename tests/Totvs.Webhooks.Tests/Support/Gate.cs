namespace Totvs.Webhooks.Tests.Support;

/// <summary>A place where calls are held until a test lets them go on.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds a call that comes to the gate; its token ends the wait.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Holds a call that comes to the gate, whatever its token says.</summary>
    public Task PassRegardlessAsync(CancellationToken cancellationToken) => PassAsync(CancellationToken.None);

    /// <summary>Waits until a call has come.</summary>
    public Task WhenReachedAsync() => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public void Open() => _opened.TrySetResult();
}
