using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>A path as the page writes it: names, <c>[0]</c> and <c>[]</c>.</summary>
internal sealed class OraclePath
{
    private const string EveryElement = "[]";
    private readonly List<(string? Name, string? Bracket)> _steps = [];

    public OraclePath(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
            {
                int end = text.IndexOf(']', i);
                _steps.Add((null, text[i..(end + 1)]));
                i = end;
            }
            else if (text[i] != '.')
            {
                var name = new StringBuilder();
                char? quote = text[i] is '\'' or '"' ? text[i++] : null;
                for (; i < text.Length && (quote is null ? text[i] is not ('.' or '[') : text[i] != quote); i++)
                {
                    name.Append(quote is not null && text[i] == '\\' ? text[++i] : text[i]);
                }

                i -= quote is null ? 1 : 0;
                _steps.Add((name.ToString(), null));
            }
        }
    }

    public bool IsList => _steps.Exists(step => step.Bracket == EveryElement);

    /// <summary>The value, or null where it is missing.</summary>
    public JsonElement? Find(JsonElement? root) => Walk(root, 0).Single();

    /// <summary>The values found, null for each that is missing; null where the list itself is missing.</summary>
    public IReadOnlyList<JsonElement?>? FindAll(JsonElement root)
    {
        int list = _steps.FindIndex(step => step.Bracket == EveryElement);
        JsonElement? current = root;
        foreach ((string? name, string? bracket) in _steps.Take(list))
        {
            current = Step(current, name, bracket);
        }

        return current is { ValueKind: JsonValueKind.Array } ? [.. Walk(current, list)] : null;
    }

    private IEnumerable<JsonElement?> Walk(JsonElement? current, int from)
    {
        if (from == _steps.Count)
        {
            return [current];
        }

        if (_steps[from].Bracket == EveryElement)
        {
            return current is { ValueKind: JsonValueKind.Array } list
                ? list.EnumerateArray().SelectMany(element => Walk(element, from + 1))
                : [null];
        }

        return Walk(Step(current, _steps[from].Name, _steps[from].Bracket), from + 1);
    }

    private static JsonElement? Step(JsonElement? current, string? name, string? bracket)
    {
        if (name is not null)
        {
            return current is { ValueKind: JsonValueKind.Object } members
                ? members.EnumerateObject().Where(member => member.Name == name).Select(
                    member => (JsonElement?)member.Value).LastOrDefault()
                : null;
        }

        int index = int.Parse(bracket.AsSpan()[1..^1], CultureInfo.InvariantCulture);
        return current is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Select(element => (JsonElement?)element).ElementAtOrDefault(index)
            : null;
    }
}
