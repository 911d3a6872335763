using Hangfire;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>
/// Hangfire's client and server on some storage, as both Hangfire peers use them: a <see cref="BackgroundJobServer"/> with its defaults,
/// ten automatic retries among them, except for the number of workers.
/// </summary>
internal sealed class HangfireQueue(JobStorage storage, Uri receiver, int workers) : IAsyncDisposable
{
    private readonly Poster _poster = new(receiver);
    private readonly BackgroundJobClient _client = new(storage);
    private BackgroundJobServer? _server;

    public void Start() => _server = new BackgroundJobServer(
        new BackgroundJobServerOptions { WorkerCount = workers, Activator = new HangfireJobActivator(_poster) },
        storage);

    /// <summary>Enqueues from threads of their own: the call blocks, and must not take the pool's threads from the POSTs.</summary>
    public async Task EnqueueAsync(int events, int callers)
    {
        int left = events;
        string body = Poster.Body;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    _client.Enqueue<HangfireJob>(job => job.PostAsync(body));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { } server)
        {
            server.SendStop();
            await server.WaitForShutdownAsync(CancellationToken.None);
            server.Dispose();
        }

        _poster.Dispose();
    }
}
