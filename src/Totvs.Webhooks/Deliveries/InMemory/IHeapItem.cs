namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>Something that is kept in an <see cref="InMemoryHeap{T}"/>, one at a time, and remembers its place there.</summary>
/// <typeparam name="T">The type itself.</typeparam>
internal interface IHeapItem<in T>
{
    /// <summary>Its place, or -1 while it is in no heap. Only the heap sets it.</summary>
    int HeapPosition { get; set; }

    /// <summary>Whether it stands before another.</summary>
    bool GoesBefore(T other);
}
