using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// The places of a workflow that have a fault, so that none gets a second one: neither what is inside such a place, nor what is around it.
/// </summary>
internal sealed class FaultyPlaces
{
    // No place that is validated has more parts; what is deeper gets its faults where it is read.
    private const int MaxParts = 8;

    private const string Conditions = "conditions";

    private readonly HashSet<string> _faulty = new(StringComparer.Ordinal);
    private readonly HashSet<string> _around = new(StringComparer.Ordinal);

    public FaultyPlaces(IReadOnlyList<DefinitionFault> faults)
    {
        foreach (DefinitionFault fault in faults)
        {
            _faulty.Add(fault.Place);
            foreach (int end in Ends(fault.Place))
            {
                _around.Add(fault.Place[..end]);
            }
        }
    }

    public bool Covers(string place)
    {
        // Conditions are validated while they are read, where the places are those of the text.
        bool isFaultInConditions = IsInConditions(place) && (_faulty.Contains(Conditions) || _around.Contains(Conditions));
        if (isFaultInConditions || _faulty.Contains(place) || _around.Contains(place))
        {
            return true;
        }

        foreach (int end in Ends(place))
        {
            if (_faulty.Contains(place[..end]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInConditions(string place) =>
        place.StartsWith(Conditions, StringComparison.Ordinal)
            && (place.Length == Conditions.Length || place[Conditions.Length] is '.' or '[');

    private static IEnumerable<int> Ends(string place)
    {
        int end = 0;
        for (int part = 0; part < MaxParts; part++)
        {
            int start = Math.Min(end + 1, place.Length);
            int next = place.AsSpan(start).IndexOfAny('.', '[');
            if (next < 0)
            {
                yield break;
            }

            end = start + next;
            yield return end;
        }
    }
}
