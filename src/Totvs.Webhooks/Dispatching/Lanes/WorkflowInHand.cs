namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>What a lane holds of one workflow.</summary>
internal record struct WorkflowInHand
{
    public int Running { get; set; }

    public int Prefetched { get; set; }

    /// <summary>
    /// When it was noted that the store may have more of the workflow than its own limit let it claim; 0 when it was not.
    /// </summary>
    public long MoreSince { get; set; }

    public readonly int Count => Running + Prefetched;

    public readonly bool IsEmpty => Count == 0 && MoreSince == 0;
}
