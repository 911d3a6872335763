namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>
/// The unfinished deliveries of <see cref="InMemoryRetryStore"/>, the oldest first. Each delivery knows its neighbours, so that it costs
/// no further object, and any delivery can be removed.
/// </summary>
internal sealed class InMemoryAgeList
{
    private InMemoryDelivery? _last;

    public InMemoryDelivery? First { get; private set; }

    /// <summary>Adds a delivery that is younger than all others.</summary>
    public void Add(InMemoryDelivery entry)
    {
        entry.Older = _last;
        if (_last is null)
        {
            First = entry;
        }
        else
        {
            _last.Younger = entry;
        }

        _last = entry;
    }

    public void Remove(InMemoryDelivery entry)
    {
        if (entry.Older is null)
        {
            First = entry.Younger;
        }
        else
        {
            entry.Older.Younger = entry.Younger;
        }

        if (entry.Younger is null)
        {
            _last = entry.Older;
        }
        else
        {
            entry.Younger.Older = entry.Older;
        }

        (entry.Older, entry.Younger) = (null, null);
    }
}
