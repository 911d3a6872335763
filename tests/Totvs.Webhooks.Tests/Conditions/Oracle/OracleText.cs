using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>The text of a JSON string, and its folding.</summary>
internal static class OracleText
{
    /// <summary>The text, in which half a surrogate pair reads as U+FFFD.</summary>
    public static string Read(JsonElement element)
    {
        string raw = element.GetRawText()[1..^1];
        var text = new StringBuilder();
        for (int i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            char escape = raw[++i];
            if (escape == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
                continue;
            }

            text.Append(escape switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => escape });
        }

        // EnumerateRunes gives U+FFFD for each half that stands alone.
        return string.Concat(text.ToString().EnumerateRunes().Select(rune => rune.ToString()));
    }

    /// <summary>Normalization form C, then each character in simple upper case.</summary>
    public static string Fold(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormC).EnumerateRunes().Select(rune => Rune.ToUpperInvariant(rune).ToString()));

    public static bool IsBlank(string text) => text.All(char.IsWhiteSpace);
}
