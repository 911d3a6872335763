namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>An item of an <see cref="InMemoryHeap{T}"/>, which knows its position there. It is in one heap at a time.</summary>
/// <typeparam name="T">The type itself.</typeparam>
internal interface IHeapItem<in T>
{
    /// <summary>The position in the heap; -1 while the item is in no heap. Only the heap sets it.</summary>
    int HeapPosition { get; set; }

    /// <summary>Whether the item goes before another.</summary>
    bool GoesBefore(T other);
}
