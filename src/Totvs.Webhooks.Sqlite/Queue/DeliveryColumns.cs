using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>A delivery as columns, in one order everywhere.</summary>
internal static class DeliveryColumns
{
    /// <summary>What <see cref="Read"/> expects, from its first column on.</summary>
    public const string Names = "event_id, workflow_id, trigger_code, record_id, created_at, created_offset, failed_attempts, payload, is_ordered";

    /// <summary>How many columns that is.</summary>
    public const int Count = 9;

    public static Delivery Read(SqliteStatement row, int first, int abandonedClaims) => new()
    {
        EventId = row.GetGuid(first),
        WorkflowId = row.GetGuid(first + 1),
        TriggerCode = row.GetString(first + 2),
        RecordId = row.GetString(first + 3),
        CreatedAt = ToTime(row.GetLong(first + 4)).ToOffset(TimeSpan.FromMinutes(row.GetInt(first + 5))),
        FailedAttempts = row.GetInt(first + 6),
        Payload = row.GetBytes(first + 7),
        IsOrdered = row.GetInt(first + 8) == 1,
        AbandonedClaimCount = abandonedClaims,
    };

    public static void Bind(SqliteStatement statement, int first, Delivery delivery) => statement
        .Bind(first, delivery.EventId)
        .Bind(first + 1, delivery.WorkflowId)
        .Bind(first + 2, delivery.TriggerCode)
        .Bind(first + 3, delivery.RecordId)
        .Bind(first + 4, delivery.CreatedAt.UtcTicks)
        .Bind(first + 5, delivery.CreatedAt.TotalOffsetMinutes)
        .Bind(first + 6, delivery.FailedAttempts)
        .Bind(first + 7, delivery.Payload.Span)
        .Bind(first + 8, delivery.IsOrdered ? 1 : 0);

    public static DateTimeOffset ToTime(long ticks) => new(ticks, TimeSpan.Zero);
}
