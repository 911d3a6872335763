using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

/// <summary>
/// Someone puts a backup of the file in its place while it is open: another file, with the same id in it. Windows does not let them.
/// </summary>
[Platform(Exclude = "Win")]
public sealed class SqliteRestoredFileTests
{
    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task What_was_accepted_after_the_backup_is_kept([Values] bool isInUseAgain)
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        SqliteRetryStore store = _underTest.On(database);
        Delivery before = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, before);
        string backup = Path.Combine(_underTest.Directory, "backup.db");
        using (var other = new OtherProcess(_underTest.FilePath))
        {
            other.Execute($"VACUUM INTO '{backup}'");
        }

        Delivery after = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, after);
        File.Delete(_underTest.FilePath);
        File.Delete(_underTest.FilePath + "-wal");
        File.Delete(_underTest.FilePath + "-shm");
        File.Move(backup, _underTest.FilePath);
        using OtherProcess? user = isInUseAgain ? new OtherProcess(_underTest.FilePath) : null;
        user?.Execute("UPDATE deliveries SET abandoned_claims = 0");

        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        await database.DisposeAsync();

        Assert.That(
            await StoreUnderTest.ClaimIdsAsync(_underTest.Open()),
            Is.EquivalentTo(new[] { before.EventId, after.EventId, later.EventId }));
    }

    [Test]
    public async Task File_that_was_away_for_a_while_is_not_taken_for_another()
    {
        string directory = Path.Combine(_underTest.Directory, "data");
        Directory.CreateDirectory(directory);
        SqliteDatabase database = _underTest.OpenDatabase(new SqliteOptions { ConnectionString = $"Data Source={Path.Combine(directory, "webhooks.db")}" });
        SqliteRetryStore store = _underTest.On(database);
        await StoreUnderTest.AddAsync(store, SomeDelivery.Many(3));
        Directory.Move(directory, directory + "-away");
        Assert.That(async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()), Throws.TypeOf<RetryStoreException>());
        Directory.Move(directory + "-away", directory);

        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(5), "the one that failed was in the file already");
        Assert.That((await StoreUnderTest.ClaimIdsAsync(store)).Distinct().Count(), Is.EqualTo(5));
    }
}
