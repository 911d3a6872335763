namespace Totvs.Webhooks.Dispatching;

/// <summary>The attempts under way to one destination. Only touched under the lock of <see cref="LaneTable"/>.</summary>
internal sealed class Lane(Destination destination, int limit)
{
    public Destination Destination { get; } = destination;

    public int Free => limit - UnderWay;

    public int UnderWay { get; set; }

    /// <summary>
    /// Whether deliveries for this destination may wait in the store because there was no room for them. A hint: while it holds, new ones
    /// wait their turn there too, and each attempt that ends makes the dispatcher look.
    /// </summary>
    public bool HasBacklog { get; set; }
}
