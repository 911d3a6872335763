namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>The unfinished deliveries of one workflow, the one due first at the front.</summary>
internal sealed class InMemoryDeliveryQueue : IHeapItem<InMemoryDeliveryQueue>
{
    public Guid WorkflowId { get; set; }

    public InMemoryHeap<InMemoryDelivery> Deliveries { get; } = new();

    public int HeapPosition { get; set; } = -1;

    public bool GoesBefore(InMemoryDeliveryQueue other) => Deliveries.First!.GoesBefore(other.Deliveries.First!);
}
