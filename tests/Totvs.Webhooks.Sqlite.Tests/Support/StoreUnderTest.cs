using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Totvs.Webhooks.Contracts;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Schema;

namespace Totvs.Webhooks.Sqlite.Tests.Support;

/// <summary>A file, and the databases that tests open on it: each stands for a process of its own.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<SqliteDatabase> _databases = [];

    public string Directory => _directory.FullPath;

    public string FilePath => _directory.File("webhooks.db");

    public SteppingTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public RetentionOptions Retention { get; } = new();

    public SqliteDatabase OpenDatabase(
        SqliteOptions? options = null,
        SqliteSchema? schema = null,
        TimeProvider? time = null,
        LongestWaits? longestWaits = null,
        ILogger<SqliteDatabase>? logger = null)
    {
        options ??= new SqliteOptions();
        if (options.ConnectionString.Length == 0)
        {
            options.ConnectionString = $"Data Source={FilePath}";
        }

        var database = new SqliteDatabase(options, schema ?? SqliteSchema.Current, time ?? Time, logger ?? NullLogger<SqliteDatabase>.Instance, longestWaits);
        _databases.Add(database);
        return database;
    }

    public SqliteRetryStore Open(SqliteOptions? options = null) => On(OpenDatabase(options));

    public SqliteRetryStore On(SqliteDatabase database) => new(database, Retention);

    public static Task AddAsync(SqliteRetryStore store, params Delivery[] deliveries) =>
        store.AddAsync(new AddRequest { Waiting = deliveries });

    public static Task<IReadOnlyList<Lease>> ClaimAsync(SqliteRetryStore store, int limit = 1_000) =>
        store.ClaimAsync(new ClaimRequest { Limit = limit, LimitPerWorkflow = limit, LeaseDuration = LeaseDuration });

    public static async Task<Guid[]> ClaimIdsAsync(SqliteRetryStore store) =>
        [.. (await ClaimAsync(store)).Select(lease => lease.Delivery.EventId)];

    public async ValueTask DisposeAsync()
    {
        foreach (SqliteDatabase database in _databases)
        {
            await database.DisposeAsync();
        }

        _directory.Dispose();
    }
}
