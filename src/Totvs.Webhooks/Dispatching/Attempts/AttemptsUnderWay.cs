namespace Totvs.Webhooks.Dispatching.Attempts;

/// <summary>Counts the attempts under way, so that a stop can wait for the last of them.</summary>
internal sealed class AttemptsUnderWay
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _emptied;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Enter() => Interlocked.Increment(ref _count);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _count) > 0)
        {
            return;
        }

        TaskCompletionSource? emptied;
        lock (_lock)
        {
            if (Count > 0)
            {
                // Another came meanwhile: what waits since then waits for that one.
                return;
            }

            emptied = _emptied;
            _emptied = null;
        }

        emptied?.SetResult();
    }

    public Task WhenEmptyAsync()
    {
        lock (_lock)
        {
            // Under the lock: the last one to leave after this look finds what is put here, or the waiter would wait without end.
            return Count == 0
                ? Task.CompletedTask
                : (_emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
