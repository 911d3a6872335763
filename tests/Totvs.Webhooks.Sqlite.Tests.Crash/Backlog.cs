using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>Holds publishers back while too much waits.</summary>
internal sealed class Backlog
{
    private volatile TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Backlog() => _room.SetResult();

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => _room.Task.WaitAsync(cancellationToken);

    public async Task WatchAsync(IDeliveryHistory history, int longest, CancellationToken cancellationToken)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pace.WaitForNextTickAsync(cancellationToken))
        {
            DeliveryCounts counts = await history.CountAsync(cancellationToken);
            bool isLong = counts.Waiting > longest;
            if (isLong && _room.Task.IsCompleted)
            {
                _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            else if (!isLong)
            {
                _room.TrySetResult();
            }
        }
    }
}
