using Microsoft.Extensions.Logging.Abstractions;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Deliveries;

public sealed class SqliteRetryStoreFactory : IRetryStoreFactory
{
    private readonly TemporaryDirectory _directory = new();
    private SqliteDatabase? _database;

    public Task<IRetryStore> CreateAsync(TimeProvider timeProvider, RetentionOptions retention)
    {
        var options = new SqliteOptions { ConnectionString = $"Data Source={_directory.File("webhooks.db")}" };
        _database = new SqliteDatabase(options, timeProvider, NullLogger<SqliteDatabase>.Instance);
        return Task.FromResult<IRetryStore>(new SqliteRetryStore(_database, retention));
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _directory.Dispose();
    }
}
