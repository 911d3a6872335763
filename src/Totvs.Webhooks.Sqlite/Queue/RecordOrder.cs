using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Which of the ordered deliveries of a record may be claimed, and which wait for it. A workflow and record that have any have exactly
/// one that is not held back; with none, the record would stop, and with two, its order would be lost.
/// </summary>
internal static class RecordOrder
{
    /// <summary>The due time of a delivery that is held back, in ticks.</summary>
    public const long NeverTicks = 3_155_378_975_999_999_999;

    /// <summary><see cref="NeverTicks"/> as SQL.</summary>
    public const string Never = "3155378975999999999";

    private const string FindUnfinished = "SELECT 1 FROM deliveries WHERE workflow_id = ?1 AND record_id = ?2 AND is_ordered = 1 LIMIT 1";

    private const string MakeNextDue =
        $"""
        UPDATE deliveries SET due_at = ?3
        WHERE due_at = {Never}
            AND sequence = (SELECT min(sequence) FROM deliveries WHERE workflow_id = ?1 AND record_id = ?2 AND is_ordered = 1)
        """;

    /// <summary>Whether a delivery that is about to be added has to wait, because another of its record has not ended.</summary>
    public static bool HoldsBack(SqliteSession session, Delivery delivery) => delivery.IsOrdered
        && session.Prepared(FindUnfinished).Bind(1, delivery.WorkflowId).Bind(2, delivery.RecordId).ReadNumber() is not null;

    /// <summary>Makes the next delivery of a record due, after one of the record has ended.</summary>
    public static void EndOf(SqliteSession session, Guid workflowId, string recordId) =>
        session.Prepared(MakeNextDue).Bind(1, workflowId).Bind(2, recordId).Bind(3, session.Now.UtcTicks).Execute();
}
