using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;

namespace Totvs.Webhooks.Sqlite.Tests;

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

    private static Task<long> ReadAsync(SqliteDatabase database, string sql) =>
        database.WriteAsync(session => session.ReadNumber(sql), 1, CancellationToken.None);
}
