using Microsoft.Extensions.Logging.Abstractions;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class SqliteRetryStoreFactory : IDurableRetryStoreFactory
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<IRetryStore, SqliteDatabase> _databases = [];

    public Task<IRetryStore> CreateAsync(TimeProvider timeProvider, RetentionOptions retention) => OpenAgainAsync(timeProvider, retention);

    public Task<IRetryStore> OpenAgainAsync(TimeProvider timeProvider, RetentionOptions retention)
    {
        var options = new SqliteOptions { ConnectionString = $"Data Source={_directory.File("webhooks.db")}" };
        var database = new SqliteDatabase(options, timeProvider, NullLogger<SqliteDatabase>.Instance);
        var store = new SqliteRetryStore(database, retention);
        _databases.Add(store, database);
        return Task.FromResult<IRetryStore>(store);
    }

    public async Task CloseAsync(IRetryStore store)
    {
        _databases.Remove(store, out SqliteDatabase? database);
        await database!.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SqliteDatabase database in _databases.Values)
        {
            await database.DisposeAsync();
        }

        _directory.Dispose();
    }
}
