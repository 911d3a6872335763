namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>Where in the configuration the places of a tree come from.</summary>
internal sealed class ConfigurationPaths
{
    private const int MaxPlaceLength = 1_000;

    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    /// <summary>The configuration path that a place comes from.</summary>
    public string this[string place]
    {
        set => _paths[place] = value;
    }

    /// <summary>
    /// The configuration path of a place: <c>Workflows:0:webhook:url</c>, and in conditions the place in their string:
    /// <c>Workflows:0:conditions (all[1].operator)</c>.
    /// </summary>
    public string Find(string place)
    {
        string known = place.Length <= MaxPlaceLength ? place : place[..MaxPlaceLength];
        while (known.Length > 0 && !_paths.ContainsKey(known))
        {
            known = known[..Math.Max(0, known.LastIndexOfAny(['.', '[']))];
        }

        string path = _paths.GetValueOrDefault(known, "");
        string rest = place[known.Length..];
        if (known.EndsWith("].conditions", StringComparison.Ordinal) && rest.Length > 0)
        {
            return $"{path} ({rest.TrimStart('.')})";
        }

        rest = AsPath(rest);
        return rest.Length == 0 ? path : path.Length == 0 ? rest : $"{path}:{rest}";
    }

    private static string AsPath(string place) => place
        .Replace("['", ":", StringComparison.Ordinal)
        .Replace("']", "", StringComparison.Ordinal)
        .Replace('[', ':')
        .Replace("]", "", StringComparison.Ordinal)
        .Replace('.', ':')
        .TrimStart(':');
}
