namespace Totvs.Webhooks.Dispatching;

/// <summary>Counts the attempts under way, so that a stop can wait for the last of them.</summary>
internal sealed class AttemptsUnderWay
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _emptied;
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    public void Enter()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? emptied = null;
        lock (_lock)
        {
            if (--_count == 0)
            {
                emptied = _emptied;
                _emptied = null;
            }
        }

        emptied?.SetResult();
    }

    public Task WhenEmptyAsync()
    {
        lock (_lock)
        {
            return _count == 0
                ? Task.CompletedTask
                : (_emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
