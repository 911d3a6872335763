using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Conditions.Filters;

/// <summary>The operators of the platform's filter language, and what they are here.</summary>
internal static class FilterOperators
{
    private static readonly (string Name, ConditionOperator Operator, bool IgnoreCase)[] Known =
    [
        ("eq", ConditionOperator.EqualTo, false),
        ("ieq", ConditionOperator.EqualTo, true),
        ("neq", ConditionOperator.NotEqualTo, false),
        ("like", ConditionOperator.Contains, false),
        ("ilike", ConditionOperator.Contains, true),
        ("gt", ConditionOperator.GreaterThan, false),
        ("ge", ConditionOperator.GreaterOrEqual, false),
        ("lt", ConditionOperator.LessThan, false),
        ("le", ConditionOperator.LessOrEqual, false),
        ("in", ConditionOperator.In, false),
        ("nin", ConditionOperator.NotIn, false),
        ("isNull", ConditionOperator.IsNull, false),
        ("isNnull", ConditionOperator.IsNotNull, false),
        ("btw", ConditionOperator.Between, false),
    ];

    public static IEnumerable<string> Names => Known.Select(known => known.Name);

    public static (ConditionOperator Operator, bool IgnoreCase)? Find(string name)
    {
        foreach ((string known, ConditionOperator conditionOperator, bool ignoreCase) in Known)
        {
            if (known.Equals(name, StringComparison.Ordinal))
            {
                return (conditionOperator, ignoreCase);
            }
        }

        return null;
    }

    /// <summary>What to write instead of a name that this language does not have: it may be an operator of JSON.</summary>
    public static string RemedyFor(string name)
    {
        if (OperatorFacts.Find(name) is not { } facts)
        {
            return Spelling.DidYouMean(name, Names);
        }

        return NameOf(facts.Operator, ignoreCase: false) is { } here
            ? $"; did you mean '{here}'?"
            : ", though one of JSON; write the condition as JSON";
    }

    public static string? NameOf(ConditionOperator conditionOperator, bool ignoreCase) =>
        Known.FirstOrDefault(known => known.Operator == conditionOperator && known.IgnoreCase == ignoreCase).Name;
}
