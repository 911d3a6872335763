namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>What is known of a name from its last look-up, best first.</summary>
internal enum LookUpStanding
{
    /// <summary>It was answered in good time, were it that there is no such name.</summary>
    Prompt = 0,

    /// <summary>It was not looked up yet, or so long ago that it was forgotten.</summary>
    Unknown = 1,

    /// <summary>It took so long that it held a thread while others waited.</summary>
    Slow = 2,
}
