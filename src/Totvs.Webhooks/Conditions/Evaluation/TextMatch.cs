namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Where one text is looked for in another.</summary>
internal enum TextMatch
{
    Anywhere,
    AtStart,
    AtEnd,
}
