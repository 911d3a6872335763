namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>What the end of an attempt says of its destination.</summary>
internal enum LaneSignal
{
    /// <summary>Nothing: no request was made, or it ended for a reason on this side.</summary>
    None = 0,

    /// <summary>The receiver answered, whatever the answer.</summary>
    Reachable = 1,

    /// <summary>There was no answer in time, or no connection.</summary>
    Unreachable = 2,

    /// <summary>The receiver said that it is gone for good (410).</summary>
    Gone = 3,
}
