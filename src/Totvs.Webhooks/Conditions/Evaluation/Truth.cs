namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The three values of Kleene's logic.</summary>
internal enum Truth : byte
{
    False,
    True,
    Unknown,
}
