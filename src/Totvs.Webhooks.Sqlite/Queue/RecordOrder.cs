using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Which of the ordered deliveries of a record goes, and which wait for it: each workflow and record has one that is not held back, as
/// long as it has any.
/// </summary>
internal static class RecordOrder
{
    /// <summary>The due time of a delivery that is held back, in ticks; in SQL it stands as <see cref="Never"/>.</summary>
    public const long NeverTicks = 3_155_378_975_999_999_999;

    /// <summary>The same as SQL.</summary>
    public const string Never = "3155378975999999999";

    private const string FindUnfinished = "SELECT 1 FROM deliveries WHERE workflow_id = ?1 AND record_id = ?2 AND is_ordered = 1 LIMIT 1";

    private const string LetNextGo =
        $"""
        UPDATE deliveries SET due_at = ?3
        WHERE due_at = {Never}
            AND sequence = (SELECT min(sequence) FROM deliveries WHERE workflow_id = ?1 AND record_id = ?2 AND is_ordered = 1)
        """;

    /// <summary>Whether a delivery that is about to be added has to wait, because another of its record has not ended.</summary>
    public static bool HoldsBack(SqliteSession session, Delivery delivery) => delivery.IsOrdered
        && session.Prepared(FindUnfinished).Bind(1, delivery.WorkflowId).Bind(2, delivery.RecordId).ReadNumber() is not null;

    /// <summary>Lets the next delivery of a record go, now that one has ended.</summary>
    public static void EndOf(SqliteSession session, Guid workflowId, string recordId) =>
        session.Prepared(LetNextGo).Bind(1, workflowId).Bind(2, recordId).Bind(3, session.Now.UtcTicks).Execute();
}
