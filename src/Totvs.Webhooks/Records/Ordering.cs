namespace Totvs.Webhooks.Records;

/// <summary>Where in the order the value must stand.</summary>
internal enum Ordering
{
    Less,
    LessOrSame,
    Greater,
    GreaterOrSame,
}
