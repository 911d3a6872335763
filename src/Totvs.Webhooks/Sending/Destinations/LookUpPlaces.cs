namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Decides whether a look-up may begin beside those under way. One that hangs keeps its place until the system gives it up, which takes
/// 10 to 40 seconds. So names that were slow leave places to those that were not, and names not known yet leave the last to those that
/// were prompt.
/// </summary>
/// <remarks>
/// The number is large enough for a hundred dead names at once, since nothing tells a dead name from a live one at the first look-up. What
/// finds no place waits its turn until the time to connect of its attempt is over, and that attempt fails.
/// </remarks>
internal static class LookUpPlaces
{
    /// <summary>How many look-ups are under way at most, each on a thread of its own.</summary>
    public const int Most = 128;

    private const int MostWithUnknown = Most - 16;
    private const int MostWithSlow = Most / 2;

    /// <param name="standing">What is known of the name.</param>
    /// <param name="underWay">How many look-ups are under way.</param>
    public static bool MayBegin(LookUpStanding standing, int underWay) => underWay < standing switch
    {
        LookUpStanding.Prompt => Most,
        LookUpStanding.Unknown => MostWithUnknown,
        _ => MostWithSlow,
    };
}
