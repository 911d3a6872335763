namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The degrees of a value's absence that conditions can ask for.</summary>
internal enum Presence
{
    Missing,
    Null,
    Blank,
    Empty,
}
