namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>The unfinished deliveries of one workflow, the one due first at the front.</summary>
internal sealed class InMemoryDeliveryQueue : IHeapItem<InMemoryDeliveryQueue>
{
    public Guid WorkflowId { get; set; }

    public InMemoryHeap<InMemoryDelivery> Deliveries { get; } = new();

    /// <summary>How many the claim that is going on may still take of it; negative before it was asked.</summary>
    public int LeftToClaim { get; set; } = -1;

    public int HeapPosition { get; set; } = -1;

    public bool GoesBefore(InMemoryDeliveryQueue other) => Deliveries.First!.GoesBefore(other.Deliveries.First!);
}
