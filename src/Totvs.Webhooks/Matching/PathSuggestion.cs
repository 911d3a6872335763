using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Matching;

/// <summary>Finds the path that was meant by one which a record lacks.</summary>
internal static class PathSuggestion
{
    private const int MaxProperties = 200;
    private const int MinMisspeltLength = 4;

    /// <returns>
    /// The path that the record has; <see langword="null"/> where it has the path that is asked for, or none that is near it.
    /// </returns>
    public static string? Find(FieldPath path, JsonElement record)
    {
        try
        {
            return FindNear(path, record);
        }
        catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
        {
            // A property's name is not valid Unicode.
            return null;
        }
    }

    private static string? FindNear(FieldPath path, JsonElement element)
    {
        bool wasMended = false;
        var found = new List<string>();
        foreach (PathStep step in path.Steps)
        {
            if (step.Utf8Name is null)
            {
                if (element.ValueKind != JsonValueKind.Array || (step.IsEach ? 0 : step.Index) >= element.GetArrayLength())
                {
                    return null;
                }

                element = element[step.IsEach ? 0 : step.Index];
                found.Add(step.IsEach ? "[]" : $"[{step.Index}]");
                continue;
            }

            if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0)
            {
                element = element[0];
                found.Add("[]");
                wasMended = true;
            }

            if (element.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            string name = System.Text.Encoding.UTF8.GetString(step.Utf8Name);
            if (!element.TryGetProperty(step.Utf8Name, out JsonElement value))
            {
                if (Nearest(name, element) is not { } near)
                {
                    return null;
                }

                wasMended = true;
                name = near;
                value = element.GetProperty(near);
            }

            found.Add((found.Count == 0 ? "" : ".") + FieldPath.Quote(name));
            element = value;
        }

        return wasMended ? string.Concat(found) : null;
    }

    private static string? Nearest(string name, JsonElement element)
    {
        string[] names = [.. element.EnumerateObject().Take(MaxProperties).Select(member => member.Name)];
        return Array.Find(names, other => other.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? Array.Find(names, other => Bare(other).Equals(Bare(name), StringComparison.OrdinalIgnoreCase))
            ?? (name.Length < MinMisspeltLength ? null : Spelling.Nearest(name, names));
    }

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
