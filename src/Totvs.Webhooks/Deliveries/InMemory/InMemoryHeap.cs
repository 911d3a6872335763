namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// A priority queue whose items know their position, so that any item can be moved or removed. Unlike a <see cref="SortedSet{T}"/> it
/// allocates nothing for an item, and a <see cref="PriorityQueue{TElement, TPriority}"/> of the platform cannot move one.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
internal sealed class InMemoryHeap<T>
    where T : class, IHeapItem<T>
{
    private const int Arity = 4;
    private const int MinLength = 8;

    private T?[] _items = new T?[MinLength];

    public int Count { get; private set; }

    public T? First => _items[0];

    /// <summary>All items, in no particular order.</summary>
    public ReadOnlySpan<T?> Items => _items.AsSpan(0, Count);

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        Count++;
        Place(item, Count - 1);
        MoveUp(item);
    }

    public void Remove(T item)
    {
        int position = item.HeapPosition;
        item.HeapPosition = -1;
        Count--;
        T last = _items[Count]!;
        _items[Count] = null;
        if (!ReferenceEquals(last, item))
        {
            Place(last, position);
            Update(last);
        }

        if (Count < _items.Length / 4 && _items.Length > MinLength)
        {
            Array.Resize(ref _items, _items.Length / 2);
        }
    }

    /// <summary>Moves an item whose order has changed to its new position.</summary>
    public void Update(T item)
    {
        MoveUp(item);
        MoveDown(item);
    }

    private void MoveUp(T item)
    {
        int position = item.HeapPosition;
        while (position > 0 && _items[(position - 1) / Arity] is { } parent && item.GoesBefore(parent))
        {
            int above = parent.HeapPosition;
            Place(parent, position);
            position = above;
        }

        Place(item, position);
    }

    private void MoveDown(T item)
    {
        int position = item.HeapPosition;
        while (FirstBelow(position) is { } below && below.GoesBefore(item))
        {
            int next = below.HeapPosition;
            Place(below, position);
            position = next;
        }

        Place(item, position);
    }

    private T? FirstBelow(int position)
    {
        int begin = (position * Arity) + 1;
        int end = Math.Min(begin + Arity, Count);
        T? first = null;
        for (int index = begin; index < end; index++)
        {
            if (_items[index] is { } item && (first is null || item.GoesBefore(first)))
            {
                first = item;
            }
        }

        return first;
    }

    private void Place(T item, int position)
    {
        _items[position] = item;
        item.HeapPosition = position;
    }
}
