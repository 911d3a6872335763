namespace Totvs.Webhooks.Records;

/// <summary>A name in English, and where known in Portuguese and Spanish: the three languages of TOTVS CRM.</summary>
/// <param name="English">The name in English; used where a language has none of its own.</param>
/// <param name="Portuguese">The name in Portuguese, or <see langword="null"/>.</param>
/// <param name="Spanish">The name in Spanish, or <see langword="null"/>.</param>
public sealed record LocalizedText(string English, string? Portuguese = null, string? Spanish = null)
{
    /// <summary>Makes a text that reads the same in every language.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator LocalizedText(string text) => new(text);

    /// <summary>The text in one language.</summary>
    /// <param name="language">
    /// A language tag: <c>en</c>, <c>pt</c> or <c>es</c>, with or without a region (<c>pt-BR</c>).
    /// As in the look-up of RFC 4647, its primary subtag decides: <c>est</c>, Estonian, is not <c>es</c>.
    /// </param>
    /// <returns>The text in that language, or in English where there is none.</returns>
    public string In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        // RFC 4647, look-up: the tag is shortened from its end until a text has it, and each text has a primary subtag alone.
        int end = language.AsSpan().IndexOfAny('-', '_');
        ReadOnlySpan<char> primary = end < 0 ? language : language.AsSpan(0, end);
        if (primary.Equals("pt", StringComparison.OrdinalIgnoreCase))
        {
            return Portuguese ?? English;
        }

        return primary.Equals("es", StringComparison.OrdinalIgnoreCase) ? Spanish ?? English : English;
    }

    /// <summary>The English text.</summary>
    /// <returns><see cref="English"/>.</returns>
    public override string ToString() => English;
}
