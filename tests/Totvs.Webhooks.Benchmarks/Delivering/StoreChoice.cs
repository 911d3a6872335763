using Microsoft.Extensions.DependencyInjection;
using Totvs.Webhooks.Sqlite;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>A store to measure with; each use creates a new one.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Use">Chooses it, in a folder that is empty at first.</param>
internal sealed record StoreChoice(string Name, Action<TotvsWebhooksBuilder, string> Use)
{
    public static StoreChoice Memory { get; } = new("memory", (webhooks, _) => webhooks.UseInMemoryStore(2_000_000));

    public static StoreChoice SqliteFull { get; } = new(
        "sqlite-full", (webhooks, folder) => Sqlite(webhooks, folder, SqliteSynchronous.Full));

    /// <summary>A file that no other process uses.</summary>
    public static StoreChoice SqliteAlone { get; } = new("sqlite-not-shared", (webhooks, folder) =>
    {
        Sqlite(webhooks, folder, SqliteSynchronous.Full);
        webhooks.UseSqlite(options => options.IsShared = false);
    });

    public static StoreChoice SqliteNormal { get; } = new(
        "sqlite-normal", (webhooks, folder) => Sqlite(webhooks, folder, SqliteSynchronous.Normal));

    private static void Sqlite(TotvsWebhooksBuilder webhooks, string folder, SqliteSynchronous synchronous) => webhooks.UseSqlite(options =>
    {
        options.ConnectionString = $"Data Source={Path.Combine(folder, "webhooks.db")}";
        options.Synchronous = synchronous;
    });
}
