using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests.Recovery;

public sealed class SqliteSpaceTests
{
    [Test]
    public async Task File_gives_space_back_after_a_backlog_is_gone()
    {
        await using var underTest = new StoreUnderTest();
        SqliteDatabase database = underTest.OpenDatabase();
        SqliteRetryStore store = underTest.On(database);
        await StoreUnderTest.AddAsync(store, [.. Enumerable.Range(0, 400).Select(_ => SomeDelivery.New(payload: new byte[100_000]))]);
        IReadOnlyList<Lease> leases = await StoreUnderTest.ClaimAsync(store);
        await store.SettleAsync([.. leases.Select(lease => Settlement.Delivered(lease, SomeDelivery.Accepted))]);
        long before = await ReadAsync(database, "PRAGMA page_count");

        await store.PurgeAsync(100);

        // Given back in steps while nobody waits; each call here lets some pass.
        long after = before;
        for (int turn = 0; turn < 1_000 && after > before / 4; turn++)
        {
            after = await ReadAsync(database, "PRAGMA page_count");
        }

        Assert.That(before, Is.GreaterThan(9_000));
        Assert.That(after, Is.LessThan(before / 4), "about 1,000 pages stay for the next rows");
        await database.DisposeAsync();
        Assert.That(new FileInfo(underTest.FilePath).Length, Is.LessThan(before / 4 * 4_096));
    }

    [Test]
    public async Task Writer_rests_where_a_tool_made_the_file_one_that_gives_no_space_back()
    {
        await using var underTest = new StoreUnderTest();
        SqliteDatabase first = underTest.OpenDatabase();
        await StoreUnderTest.AddAsync(underTest.On(first), [.. Enumerable.Range(0, 100).Select(_ => SomeDelivery.New(payload: new byte[100_000]))]);
        await first.DisposeAsync();
        using (var tool = new OtherProcess(underTest.FilePath))
        {
            tool.Execute("PRAGMA journal_mode = DELETE; PRAGMA auto_vacuum = NONE; VACUUM");
        }

        SqliteDatabase database = underTest.OpenDatabase();
        SqliteRetryStore store = underTest.On(database);
        IReadOnlyList<Lease> leases = await StoreUnderTest.ClaimAsync(store);
        await store.SettleAsync([.. leases.Select(lease => Settlement.Delivered(lease, SomeDelivery.Accepted))]);

        await store.PurgeAsync(100);

        bool hasMoreToDo = true;
        for (int turn = 0; turn < 1_000 && hasMoreToDo; turn++)
        {
            hasMoreToDo = await database.WriteAsync(session => session.HasSpaceToGiveBack, 1, CancellationToken.None);
        }

        Assert.That(await ReadAsync(database, "PRAGMA freelist_count"), Is.GreaterThan(2_000), "there is space, which stays");
        Assert.That(hasMoreToDo, Is.False, "it would try for ever, and use a whole processor");
    }

    private static Task<long> ReadAsync(SqliteDatabase database, string sql) =>
        database.WriteAsync(session => session.ReadNumber(sql), 1, CancellationToken.None);
}
