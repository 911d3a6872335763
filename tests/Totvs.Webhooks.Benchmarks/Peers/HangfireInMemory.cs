using Hangfire.InMemory;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>Hangfire with its own in-memory storage at its defaults, and 64 workers.</summary>
internal sealed class HangfireInMemory : IPeer
{
    private readonly InMemoryStorage _storage = new();
    private readonly HangfireQueue _queue;

    public HangfireInMemory(Uri receiver)
    {
        _queue = new HangfireQueue(_storage, receiver, workers: 64);
    }

    public string Name => "hangfire-memory";

    public int EventsPerRound => 50_000;

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
    }
}
