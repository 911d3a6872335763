namespace Totvs.Webhooks.Records;

/// <summary>Why two values have no order: which of them has a type that the comparison does not take.</summary>
internal enum ComparisonFault
{
    /// <summary>They have an order.</summary>
    None = 0,

    /// <summary>The left value has the wrong type.</summary>
    Left = 1,

    /// <summary>The right value has the wrong type.</summary>
    Right = 2,
}
