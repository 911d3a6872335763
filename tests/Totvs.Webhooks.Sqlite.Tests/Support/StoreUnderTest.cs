using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Totvs.Webhooks.Contracts;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Schema;

namespace Totvs.Webhooks.Sqlite.Tests.Support;

/// <summary>A file, and the databases that tests open on it: each stands for a process of its own.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
            options.ConnectionString = OptionsFor(FilePath).ConnectionString;
        }

        var database = new SqliteDatabase(
            options, schema ?? SqliteSchema.Current, time ?? Time, logger ?? NullLogger<SqliteDatabase>.Instance, longestWaits);
        _databases.Add(database);
        return database;
    }

    public SqliteRetryStore Open(SqliteOptions? options = null) => On(OpenDatabase(options));

    public SqliteRetryStore On(SqliteDatabase database) => new(database, Retention);

    public SqliteWorkflowStore OpenWorkflows(SqliteDatabase? database = null) =>
        new(database ?? OpenDatabase(), protector: null, Time, NullLogger<SqliteWorkflowStore>.Instance);

    /// <summary>Deletes the file under the store that has it open.</summary>
    public void DeleteFile(bool withItsLog = true)
    {
        File.Delete(FilePath);
        if (withItsLog)
        {
            File.Delete(FilePath + "-wal");
            File.Delete(FilePath + "-shm");
        }
    }

    /// <summary>The options of a file.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="keywords">Further keywords of the connection string.</param>
    public static SqliteOptions OptionsFor(string path, string keywords = "") =>
        new() { ConnectionString = $"Data Source={path};{keywords}" };

    /// <summary>Executes statements on the writer's connection.</summary>
    public static Task ExecuteAsync(SqliteDatabase database, params string[] statements) => database.WriteAsync(
        session =>
        {
            Array.ForEach(statements, session.Execute);
            return true;
        },
        weight: 1,
        CancellationToken.None);

    /// <summary>Does something while the writer is in the middle of a transaction.</summary>
    public static async Task HoldWriterAsync(SqliteDatabase database, Action meanwhile)
    {
        using var isHeld = new ManualResetEventSlim();
        using var isReleased = new ManualResetEventSlim();
        Task<bool> holding = database.WriteAsync(
            _ =>
            {
                isHeld.Set();
                return isReleased.Wait(Patience);
            },
            1,
            CancellationToken.None);
        isHeld.Wait(Patience);
        meanwhile();
        isReleased.Set();
        Assert.That(await holding.WaitAsync(Patience), Is.True);
    }

    public static Task AddAsync(SqliteRetryStore store, params Delivery[] deliveries) =>
        store.AddAsync(new AddRequest { Waiting = deliveries });

    public static Task<IReadOnlyList<Lease>> ClaimAsync(IRetryStore store, int limit = 1_000) =>
        store.ClaimAsync(new ClaimRequest { Limit = limit, LeaseDuration = LeaseDuration });

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
