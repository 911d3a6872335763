using System.Globalization;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Corrects the due times in a file of an earlier version, which kept them by the wall clock. If that clock was ahead then, the
/// deliveries would wait until it is that time again.
/// </summary>
internal static class DeliveryDueTimes
{
    private const int MaxFailedAttempts = 10;

    /// <summary>
    /// Makes due now what is due later than a wait that begins now can last. What is held back by an earlier delivery of its record stays
    /// held back.
    /// </summary>
    /// <returns>How many deliveries were changed.</returns>
    public static int Correct(SqliteSession session, DateTimeOffset now, LongestWaits waits)
    {
        using var statement = new SqliteStatement(session.Connection, Statement(waits));
        return statement.Bind(1, now.UtcTicks).Execute();
    }

    private static string Statement(LongestWaits waits)
    {
        // A string in an outcome that contains the name, such as the excerpt of a body, has its quotation marks escaped.
        const string HasRetryAfter = $"last_outcome LIKE '%\"{nameof(DeliveryOutcome.RetryAfter)}\"%'";
        string pending = Cases(
            "failed_attempts",
            MaxFailedAttempts,
            attempts => $"CASE WHEN {HasRetryAfter} THEN {Ticks(waits.AfterFailure(attempts, isAsked: true))} " +
                $"ELSE {Ticks(waits.AfterFailure(attempts, isAsked: false))} END");
        string claimed = Cases("abandoned_claims", AbandonedClaims.Limit, claims => Ticks(waits.WhileClaimed(claims)));
        return $"""
            UPDATE deliveries SET due_at = ?1, lease_ends_at = CASE WHEN lease_ends_at > ?1 THEN ?1 ELSE lease_ends_at END
            WHERE due_at > ?1 AND due_at <> {RecordOrder.Never}
                AND due_at > ?1 + CASE WHEN token IS NULL THEN {pending} ELSE {claimed} END
            """;
    }

    /// <summary>One case for each value of a column below a maximum, and one for all above.</summary>
    private static string Cases(string column, int max, Func<int, string> result)
    {
        IEnumerable<string> cases = Enumerable.Range(0, max)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"WHEN {number} THEN {result(number)}"));
        return $"CASE {column} {string.Join(' ', cases)} ELSE {result(max)} END";
    }

    private static string Ticks(TimeSpan wait) => wait.Ticks.ToString(CultureInfo.InvariantCulture);
}
