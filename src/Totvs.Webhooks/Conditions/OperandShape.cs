namespace Totvs.Webhooks.Conditions;

/// <summary>What an operator takes on its right-hand side.</summary>
internal enum OperandShape
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>One value of any JSON type.</summary>
    Value,

    /// <summary>One or more values of any JSON type.</summary>
    List,

    /// <summary>An old value and a new one.</summary>
    FromTo,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>A number or a date.</summary>
    Ordered,

    /// <summary>Two numbers or two dates, the lower first.</summary>
    OrderedPair,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A duration.</summary>
    Duration,
}
