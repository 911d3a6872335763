using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

/// <summary>
/// A backup replaces the file while it is open: another file, with the same id in it. Windows does not allow it.
/// </summary>
[Platform(Exclude = "Win")]
public sealed class SqliteRestoredFileTests : StoreTest
{
    [Test]
    public async Task What_was_accepted_after_the_backup_is_kept([Values] bool isInUseAgain)
    {
        SqliteDatabase database = UnderTest.OpenDatabase();
        SqliteRetryStore store = UnderTest.On(database);
        Delivery before = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, before);
        string backup = Path.Combine(UnderTest.Directory, "backup.db");
        using (var other = new OtherProcess(UnderTest.FilePath))
        {
            other.Execute($"VACUUM INTO '{backup}'");
        }

        Delivery after = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, after);
        UnderTest.DeleteFile();
        File.Move(backup, UnderTest.FilePath);
        using OtherProcess? user = isInUseAgain ? new OtherProcess(UnderTest.FilePath) : null;
        user?.Execute("UPDATE deliveries SET abandoned_claims = 0");

        Delivery later = SomeDelivery.New();
        await StoreUnderTest.AddAsync(store, later);
        await database.DisposeAsync();

        Assert.That(
            await StoreUnderTest.ClaimIdsAsync(UnderTest.Open()),
            Is.EquivalentTo(new[] { before.EventId, after.EventId, later.EventId }));
    }

    [Test]
    public async Task File_that_was_away_for_a_while_is_not_taken_for_another()
    {
        string directory = Path.Combine(UnderTest.Directory, "data");
        Directory.CreateDirectory(directory);
        SqliteDatabase database = UnderTest.OpenDatabase(StoreUnderTest.OptionsFor(Path.Combine(directory, "webhooks.db")));
        SqliteRetryStore store = UnderTest.On(database);
        await StoreUnderTest.AddAsync(store, SomeDelivery.Many(3));
        Directory.Move(directory, directory + "-away");
        Assert.That(async () => await StoreUnderTest.AddAsync(store, SomeDelivery.New()), Throws.TypeOf<RetryStoreException>());
        Directory.Move(directory + "-away", directory);

        await StoreUnderTest.AddAsync(store, SomeDelivery.New());

        Assert.That((await store.CountAsync()).Waiting, Is.EqualTo(5), "the one that failed was in the file already");
        Assert.That((await StoreUnderTest.ClaimIdsAsync(store)).Distinct().Count(), Is.EqualTo(5));
    }
}
