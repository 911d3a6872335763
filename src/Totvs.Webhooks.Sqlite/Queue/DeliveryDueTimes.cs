using System.Globalization;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Due times in a file of an earlier version, which kept them by the wall clock. If that clock was ahead then, deliveries would wait
/// until it is that time again.
/// </summary>
internal static class DeliveryDueTimes
{
    private const int MostFailedAttempts = 10;

    /// <summary>
    /// Makes due now what is due later than a wait that begins now can last. What is held back by an earlier delivery of its record stays
    /// so.
    /// </summary>
    /// <returns>How many deliveries that were.</returns>
    public static int Correct(SqliteSession session, DateTimeOffset now, LongestWaits waits)
    {
        using var statement = new SqliteStatement(session.Connection, Statement(waits));
        return statement.Bind(1, now.UtcTicks).Execute();
    }

    private static string Statement(LongestWaits waits)
    {
        // An outcome that holds the name as text, such as in the excerpt of a body, has its quotation marks escaped.
        string waiting = Cases("failed_attempts", MostFailedAttempts, attempts =>
            $"CASE WHEN last_outcome LIKE '%\"{nameof(DeliveryOutcome.RetryAfter)}\"%' THEN {Ticks(waits.AfterFailure(attempts, isAsked: true))} ELSE {Ticks(waits.AfterFailure(attempts, isAsked: false))} END");
        string claimed = Cases("abandoned_claims", AbandonedClaims.Limit, claims => Ticks(waits.WhileClaimed(claims)));
        return $"""
            UPDATE deliveries SET due_at = ?1, lease_ends_at = CASE WHEN lease_ends_at > ?1 THEN ?1 ELSE lease_ends_at END
            WHERE due_at > ?1 AND due_at <> {RecordOrder.Never} AND due_at > ?1 + CASE WHEN token IS NULL THEN {waiting} ELSE {claimed} END
            """;
    }

    private static string Cases(string column, int most, Func<int, string> valueOf)
    {
        IEnumerable<string> cases = Enumerable.Range(0, most).Select(number => string.Create(CultureInfo.InvariantCulture, $"WHEN {number} THEN {valueOf(number)}"));
        return $"CASE {column} {string.Join(' ', cases)} ELSE {valueOf(most)} END";
    }

    private static string Ticks(TimeSpan wait) => wait.Ticks.ToString(CultureInfo.InvariantCulture);
}
