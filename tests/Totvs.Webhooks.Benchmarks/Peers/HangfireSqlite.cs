using Hangfire.Storage.SQLite;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>
/// Hangfire with the community's SQLite storage in a folder of its own, and 32 workers. To its favour, the pool has a connection for each
/// thread instead of 20, and an idle worker looks for work each 100 ms instead of each 15 s. The storage itself chooses a write-ahead
/// log, and leaves synchronous at SQLite's FULL.
/// </summary>
internal sealed class HangfireSqlite : IPeer
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hangfire-");
    private readonly SQLiteStorage _storage;
    private readonly HangfireQueue _queue;

    public HangfireSqlite(Uri receiver)
    {
        _storage = new SQLiteStorage(Path.Combine(_folder.FullName, "hangfire.db"), new SQLiteStorageOptions
        {
            PoolSize = 128,
            QueuePollInterval = TimeSpan.FromMilliseconds(100),
        });
        _queue = new HangfireQueue(_storage, receiver, workers: 32);
    }

    public string Name => "hangfire-sqlite";

    public int EventsPerRound => 1_500;

    public Task StartAsync()
    {
        _queue.Start();
        return Task.CompletedTask;
    }

    public Task EnqueueAsync(int events, int callers) => _queue.EnqueueAsync(events, callers);

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _storage.Dispose();
        _folder.Delete(recursive: true);
    }
}
