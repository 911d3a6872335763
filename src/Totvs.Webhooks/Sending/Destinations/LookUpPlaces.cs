namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Decides whether a look-up may begin beside those that are running. One that hangs keeps its place until the system ends it after 10 to
/// 40 seconds. So slow names leave places to other names, and unknown names leave the last places to prompt ones.
/// </summary>
/// <remarks>
/// The number is large enough for a hundred dead names at once, since the first look-up cannot distinguish a dead name from a live one. A
/// look-up without a place waits until the time to connect of its attempt ends, and that attempt fails.
/// </remarks>
internal static class LookUpPlaces
{
    /// <summary>The number of look-ups that run at most, each on its own thread.</summary>
    public const int Max = 128;

    private const int MaxWithUnknown = Max - 16;
    private const int MaxWithSlow = Max / 2;

    /// <param name="standing">What is known about the name.</param>
    /// <param name="running">The number of running look-ups.</param>
    public static bool MayBegin(LookUpStanding standing, int running) => running < standing switch
    {
        LookUpStanding.Prompt => Max,
        LookUpStanding.Unknown => MaxWithUnknown,
        _ => MaxWithSlow,
    };
}
