namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>Which stretch of time, measured from now.</summary>
internal enum WindowKind
{
    Last,
    Next,
    Older,
}
