using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Wolverine;
using Wolverine.Sqlite;

namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>
/// Wolverine with a durable local queue on SQLite, in a folder of its own. Each message is stored before the publish returns, and marked
/// as handled after its POST. 64 messages at once, and Solo mode: no node looks after others. All else is at Wolverine's defaults, which
/// already write publishes and handled messages in batches, and keep SQLite in a write-ahead log with synchronous NORMAL: cheaper than
/// our FULL.
/// </summary>
internal sealed class WolverineSqlite : IPeer
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wolverine-");
    private readonly Poster _poster;
    private readonly IHost _host;

    public WolverineSqlite(Uri receiver)
    {
        _poster = new Poster(receiver);
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_poster);
        builder.UseWolverine(options =>
        {
            options.Durability.Mode = DurabilityMode.Solo;
            options.PersistMessagesWithSqlite($"Data Source={Path.Combine(_folder.FullName, "wolverine.db")}");
            options.Policies.UseDurableLocalQueues();
            options.Discovery.DisableConventionalDiscovery().IncludeType<WolverineMessageHandler>();
            options.LocalQueueFor<WolverineMessage>().MaximumParallelMessages(64);
        });
        _host = builder.Build();
    }

    public string Name => "wolverine-sqlite";

    public int EventsPerRound => 50_000;

    public Task StartAsync() => _host.StartAsync();

    public async Task EnqueueAsync(int events, int callers)
    {
        int left = events;
        string body = Poster.Body;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            IMessageBus bus = _host.MessageBus();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await bus.PublishAsync(new WolverineMessage(body));
            }
        })));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _poster.Dispose();
        // The pool would keep the deleted file open.
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
