namespace Totvs.Webhooks.Records;

/// <summary>
/// The paths that a set of compiled conditions uses, each with a number. Filled while conditions are compiled, by one thread; only read
/// afterwards. One table per trigger keeps an event's <c>RecordView</c> as small as its own conditions need.
/// </summary>
internal sealed class FieldPathTable
{
    private readonly Dictionary<string, int> _slots;
    private readonly List<FieldPath> _paths;

    public FieldPathTable()
    {
        _slots = new Dictionary<string, int>(StringComparer.Ordinal);
        _paths = [];
    }

    /// <summary>
    /// Copies a table: conditions that were compiled with the original keep their numbers in the copy.
    /// </summary>
    public FieldPathTable(FieldPathTable table)
    {
        _slots = new Dictionary<string, int>(table._slots, StringComparer.Ordinal);
        _paths = [.. table._paths];
    }

    /// <summary>How many paths there are.</summary>
    public int Count => _paths.Count;

    public FieldPath this[int slot] => _paths[slot];

    /// <summary>The number of a path, given to it at its first use.</summary>
    public int Intern(FieldPath path)
    {
        if (!_slots.TryGetValue(path.Text, out int slot))
        {
            slot = _paths.Count;
            _slots.Add(path.Text, slot);
            _paths.Add(path);
        }

        return slot;
    }
}
