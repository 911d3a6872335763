namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Where one string is searched for in another.</summary>
internal enum TextMatch
{
    Anywhere,
    AtStart,
    AtEnd,
}
