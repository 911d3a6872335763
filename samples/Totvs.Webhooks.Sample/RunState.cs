namespace Totvs.Webhooks.Sample;

/// <summary>The state of a run at one moment, for the progress display.</summary>
/// <param name="Events">How many events there are to publish.</param>
/// <param name="Published">How many are published.</param>
/// <param name="Matched">How many deliveries are owed.</param>
/// <param name="Pending">How many of them have not ended: they wait for an attempt, or one is running.</param>
internal sealed record RunState(int Events, int Published, int Matched, int Pending)
{
    /// <summary>
    /// How many have ended. Never below zero: another process may leave deliveries in the same file, which this run does not owe.
    /// </summary>
    public int Ended => Math.Max(0, Matched - Pending);
}
