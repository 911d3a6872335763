using System.Text;
using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Wording;

/// <summary>JSON values in sentences: digits in groups, plain strings without quotes.</summary>
internal static class LiteralText
{
    private const int MaxDigits = 28;
    private const int MaxTextLength = 200;

    public static string Of(JsonElement value, string language, LocalizedText noValue) => value.ValueKind switch
    {
        JsonValueKind.Null => noValue.In(language),
        JsonValueKind.Number => Number(JsonText.WholeOf(value), language),
        JsonValueKind.String => Text(JsonText.ToString(JsonText.Raw(value))),
        JsonValueKind.True => new LocalizedText("true", "verdadeiro", "verdadero").In(language),
        JsonValueKind.False => new LocalizedText("false", "falso", "falso").In(language),
        _ => Shorten(JsonText.WholeOf(value)),
    };

    private static string Number(string raw, string language)
    {
        if (raw.Length > MaxDigits || raw.AsSpan().ContainsAny('e', 'E'))
        {
            return Shorten(raw);
        }

        bool isEnglish = new LocalizedText("en", "pt", "es").In(language) == "en";
        int point = raw.IndexOf('.', StringComparison.Ordinal);
        string whole = point < 0 ? raw : raw[..point];
        var text = new StringBuilder(whole);
        int firstDigit = raw[0] == '-' ? 1 : 0;
        for (int i = whole.Length - 3; i > firstDigit; i -= 3)
        {
            text.Insert(i, isEnglish ? ',' : '.');
        }

        return point < 0 ? text.ToString() : text.Append(isEnglish ? '.' : ',').Append(raw, point + 1, raw.Length - point - 1).ToString();
    }

    private static string Text(string text) =>
        text.Length > 0 && text.All(character => char.IsLetterOrDigit(character) || "-_.:/@+".Contains(character, StringComparison.Ordinal))
            ? Shorten(text)
            : $"“{Shorten(text)}”";

    private static string Shorten(string text) => text.Length <= MaxTextLength ? text : $"{text.AsSpan(0, MaxTextLength)}…";
}
