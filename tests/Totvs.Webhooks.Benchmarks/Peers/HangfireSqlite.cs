using Hangfire.Storage.SQLite;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>
/// Hangfire with the community's SQLite storage in a folder of its own, and 32 workers. To its favour: a write-ahead log instead of the
/// rollback journal that is the default, a connection in the pool for each thread instead of 20 connections, and an idle worker looks for
/// work each 100 ms instead of each 15 s. The commits are synchronous FULL, which it has no option for.
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
            JournalMode = SQLiteStorageOptions.JournalModes.WAL,
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
