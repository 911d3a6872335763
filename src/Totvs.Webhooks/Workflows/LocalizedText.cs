namespace Totvs.Webhooks.Workflows;

/// <summary>A name in English, and where known in Portuguese and Spanish: the three languages of TOTVS CRM.</summary>
/// <param name="English">The name in English; used where a language has none of its own.</param>
/// <param name="Portuguese">The name in Portuguese, or <see langword="null"/>.</param>
/// <param name="Spanish">The name in Spanish, or <see langword="null"/>.</param>
public sealed record LocalizedText(string English, string? Portuguese = null, string? Spanish = null)
{
    /// <summary>Makes a text that reads the same in every language.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator LocalizedText(string text) => FromString(text);

    /// <summary>Makes a text that reads the same in every language.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, for every language.</returns>
    public static LocalizedText FromString(string text) => new(text);

    /// <summary>The text in one language.</summary>
    /// <param name="language">A language tag: <c>en</c>, <c>pt</c> or <c>es</c>, with or without a region (<c>pt-BR</c>).</param>
    /// <returns>The text in that language, or in English where there is none.</returns>
    public string In(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        if (language.StartsWith("pt", StringComparison.OrdinalIgnoreCase))
        {
            return Portuguese ?? English;
        }

        return language.StartsWith("es", StringComparison.OrdinalIgnoreCase) ? Spanish ?? English : English;
    }

    /// <summary>The English text.</summary>
    /// <returns><see cref="English"/>.</returns>
    public override string ToString() => English;
}
