namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>What is known about a name from its last look-up, best first.</summary>
internal enum LookUpStanding
{
    /// <summary>The look-up ended quickly, even if the name does not exist.</summary>
    Prompt = 0,

    /// <summary>The name was not looked up yet, or is forgotten.</summary>
    Unknown = 1,

    /// <summary>The look-up took so long that others waited for its thread.</summary>
    Slow = 2,
}
