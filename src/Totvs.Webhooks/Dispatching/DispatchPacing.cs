namespace Totvs.Webhooks.Dispatching;

/// <summary>How long to rest after the store failed: longer each time, so that an outage is not made worse, and never for long.</summary>
internal static class DispatchPacing
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The rest after a number of failures in a row: 1, 2, 4… seconds, 30 at most.</summary>
    public static TimeSpan PauseAfter(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        return failures > 5 ? Longest : Shortest * (1 << (failures - 1));
    }
}
