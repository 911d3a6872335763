using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>Copies a delivery that ends into the table of the finished ones.</summary>
internal static class FinishedDeliveries
{
    /// <summary>All columns of a finished delivery but its sequence.</summary>
    public const string Columns = $"{DeliveryColumns.Names}, last_outcome, is_delivered, finished_at, reason";

    /// <summary>The copy of the unfinished deliveries that the WHERE clause, which must follow, selects by ?1 and ?2.</summary>
    public const string Copy =
        $"""
        INSERT INTO finished (sequence, {Columns})
        SELECT sequence, {DeliveryColumns.Frozen}, failed_attempts + ?3, coalesce(?4, last_outcome), ?5, ?6, ?7
        FROM deliveries
        """;

    /// <summary>Binds what <see cref="Copy"/> adds.</summary>
    /// <param name="copy">The statement.</param>
    /// <param name="isDelivered">Whether the delivery ends as delivered; otherwise as discarded.</param>
    /// <param name="finishedAt">When it ends, in ticks.</param>
    /// <param name="reason">Why it was discarded.</param>
    /// <param name="failedAttempts">How many failed attempts are added to those counted so far.</param>
    /// <param name="outcome">The result of the last attempt; <see langword="null"/> keeps the one before.</param>
    public static SqliteStatement Bind(
        SqliteStatement copy,
        bool isDelivered,
        long finishedAt,
        string? reason,
        long failedAttempts = 0,
        DeliveryOutcome? outcome = null) => copy
        .Bind(3, failedAttempts)
        .Bind(4, OutcomeJson.Write(outcome))
        .Bind(5, isDelivered ? 1 : 0)
        .Bind(6, finishedAt)
        .Bind(7, reason);
}
