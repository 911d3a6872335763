namespace Totvs.Webhooks.Conditions;

/// <summary>Which of the values that a path through an array (<c>items[].code</c>) finds must meet the condition.</summary>
/// <remarks>
/// The elements' results are joined by Kleene's logic: one unknown element leaves the whole unknown unless another element decides it.
/// Where the array itself is missing, null or no array, the path stands for one missing value.
/// </remarks>
internal enum ElementQuantifier
{
    /// <summary>At least one value meets it; false for an empty array.</summary>
    Any,

    /// <summary>Every value meets it; true for an empty array.</summary>
    All,

    /// <summary>No value meets it; true for an empty array.</summary>
    None,

    /// <summary>The number of values found is compared; elements without the field are not counted.</summary>
    Count,
}
