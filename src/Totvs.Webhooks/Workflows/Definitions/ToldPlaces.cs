using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// The places of a workflow that a fault was told of, so that none is told twice: neither what stands in such a place, nor what stands
/// around one.
/// </summary>
internal sealed class ToldPlaces
{
    // No place that is validated has more parts; what stands deeper is told where it is read.
    private const int MostParts = 8;

    private const string Conditions = "conditions";

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _around = new(StringComparer.Ordinal);

    public ToldPlaces(IReadOnlyList<DefinitionFault> faults)
    {
        foreach (DefinitionFault fault in faults)
        {
            _told.Add(fault.Place);
            foreach (int end in Ends(fault.Place))
            {
                _around.Add(fault.Place[..end]);
            }
        }
    }

    public bool Covers(string place)
    {
        // Conditions are validated while they are read, where the places are those of the text.
        bool isToldInConditions = IsInConditions(place) && (_told.Contains(Conditions) || _around.Contains(Conditions));
        if (isToldInConditions || _told.Contains(place) || _around.Contains(place))
        {
            return true;
        }

        foreach (int end in Ends(place))
        {
            if (_told.Contains(place[..end]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInConditions(string place) =>
        place.StartsWith(Conditions, StringComparison.Ordinal) && (place.Length == Conditions.Length || place[Conditions.Length] is '.' or '[');

    private static IEnumerable<int> Ends(string place)
    {
        int end = 0;
        for (int part = 0; part < MostParts; part++)
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
