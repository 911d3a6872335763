using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>The columns of a delivery, in one order in every statement.</summary>
internal static class DeliveryColumns
{
    /// <summary>What never changes. Both tables have these columns.</summary>
    public const string Frozen = "event_id, workflow_id, trigger_code, record_id, created_at, created_offset, payload, is_ordered";

    /// <summary>What <see cref="Read"/> expects and <see cref="Bind"/> sets, from its first column on.</summary>
    public const string Names = $"{Frozen}, failed_attempts";

    /// <summary>How many columns <see cref="Names"/> has.</summary>
    public const int Count = 9;

    /// <summary>All columns of an unfinished delivery but its sequence.</summary>
    public const string Unfinished =
        $"{Names}, due_at, token, lease_ends_at, abandoned_claims, last_outcome, added_at, redelivered_at, claim_state";

    public static Delivery Read(SqliteStatement row, int first, int abandonedClaims) => new()
    {
        EventId = row.GetGuid(first),
        WorkflowId = row.GetGuid(first + 1),
        TriggerCode = row.GetString(first + 2),
        RecordId = row.GetString(first + 3),
        CreatedAt = ToTime(row.GetLong(first + 4)).ToOffset(TimeSpan.FromMinutes(row.GetInt(first + 5))),
        Payload = row.GetBytes(first + 6),
        IsOrdered = row.GetInt(first + 7) == 1,
        FailedAttempts = row.GetInt(first + 8),
        AbandonedClaimCount = abandonedClaims,
    };

    public static void Bind(SqliteStatement statement, int first, Delivery delivery) => statement
        .Bind(first, delivery.EventId)
        .Bind(first + 1, delivery.WorkflowId)
        .Bind(first + 2, delivery.TriggerCode)
        .Bind(first + 3, delivery.RecordId)
        .Bind(first + 4, delivery.CreatedAt.UtcTicks)
        .Bind(first + 5, delivery.CreatedAt.TotalOffsetMinutes)
        .Bind(first + 6, delivery.Payload.Span)
        .Bind(first + 7, delivery.IsOrdered ? 1 : 0)
        .Bind(first + 8, delivery.FailedAttempts);

    public static DateTimeOffset ToTime(long ticks) => new(ticks, TimeSpan.Zero);
}
