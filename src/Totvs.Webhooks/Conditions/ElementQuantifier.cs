namespace Totvs.Webhooks.Conditions;

/// <summary>Which of the values that a path through a list (<c>items[].code</c>) finds must meet the condition.</summary>
/// <remarks>
/// The elements' results are joined by Kleene's logic, so that one unknown element leaves the whole unknown unless another element
/// decides it. For an empty list any is false, all and none are true, and the count is 0. Where the list itself is missing, null or
/// not a list, the path stands for one missing value.
/// </remarks>
public enum ElementQuantifier
{
    /// <summary>At least one value meets it.</summary>
    Any,

    /// <summary>Every value meets it; true for an empty list.</summary>
    All,

    /// <summary>No value meets it; true for an empty list.</summary>
    None,

    /// <summary>
    /// The number of values found is what is compared; elements without the field are not counted. For operators on numbers.
    /// </summary>
    Count,
}
