using System.Collections.Frozen;

namespace Totvs.Webhooks.Conditions;

/// <summary>What reading, writing, validating and compiling need to know of an operator.</summary>
internal sealed record OperatorFacts(ConditionOperator Operator, string Name, OperandShape Shape)
{
    private static readonly FrozenDictionary<ConditionOperator, OperatorFacts> ByOperator =
        List().ToFrozenDictionary(facts => facts.Operator);

    private static readonly FrozenDictionary<string, OperatorFacts> ByName =
        ByOperator.Values.ToFrozenDictionary(facts => facts.Name, StringComparer.Ordinal);

    /// <summary>The operator that this one is exactly the negation of.</summary>
    public ConditionOperator? Negates { get; init; }

    /// <summary>Whether it looks at the value before the event.</summary>
    public bool LooksBack { get; init; }

    /// <summary>Whether <c>ignoreCase</c> means something to it.</summary>
    public bool ComparesText { get; init; }

    /// <summary>Whether it can compare numbers, and so a count.</summary>
    public bool ComparesNumbers { get; init; }

    public static IEnumerable<OperatorFacts> All => ByOperator.Values.OrderBy(facts => facts.Operator);

    public static OperatorFacts? Find(ConditionOperator conditionOperator) => ByOperator.GetValueOrDefault(conditionOperator);

    public static OperatorFacts? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<OperatorFacts> List() =>
    [
        Of(ConditionOperator.EqualTo, OperandShape.Value) with { Name = "equals", ComparesText = true, ComparesNumbers = true },
        Of(ConditionOperator.NotEqualTo, OperandShape.Value) with { Name = "notEquals", Negates = ConditionOperator.EqualTo, ComparesText = true, ComparesNumbers = true },
        Text(ConditionOperator.Contains, OperandShape.Text, null),
        Text(ConditionOperator.NotContains, OperandShape.Text, ConditionOperator.Contains),
        Text(ConditionOperator.StartsWith, OperandShape.Text, null),
        Text(ConditionOperator.NotStartsWith, OperandShape.Text, ConditionOperator.StartsWith),
        Text(ConditionOperator.EndsWith, OperandShape.Text, null),
        Text(ConditionOperator.NotEndsWith, OperandShape.Text, ConditionOperator.EndsWith),
        Text(ConditionOperator.Matches, OperandShape.Pattern, null),
        Text(ConditionOperator.NotMatches, OperandShape.Pattern, ConditionOperator.Matches),
        Of(ConditionOperator.GreaterThan, OperandShape.Ordered) with { ComparesNumbers = true },
        Of(ConditionOperator.GreaterOrEqual, OperandShape.Ordered) with { ComparesNumbers = true },
        Of(ConditionOperator.LessThan, OperandShape.Ordered) with { ComparesNumbers = true },
        Of(ConditionOperator.LessOrEqual, OperandShape.Ordered) with { ComparesNumbers = true },
        Of(ConditionOperator.Between, OperandShape.OrderedPair) with { ComparesNumbers = true },
        Of(ConditionOperator.NotBetween, OperandShape.OrderedPair) with { Negates = ConditionOperator.Between, ComparesNumbers = true },
        Of(ConditionOperator.In, OperandShape.List) with { ComparesText = true, ComparesNumbers = true },
        Of(ConditionOperator.NotIn, OperandShape.List) with { Negates = ConditionOperator.In, ComparesText = true, ComparesNumbers = true },
        Of(ConditionOperator.IsTrue, OperandShape.None),
        Of(ConditionOperator.IsFalse, OperandShape.None),
        Of(ConditionOperator.IsNull, OperandShape.None),
        Of(ConditionOperator.IsNotNull, OperandShape.None) with { Negates = ConditionOperator.IsNull },
        Of(ConditionOperator.IsBlank, OperandShape.None),
        Of(ConditionOperator.IsNotBlank, OperandShape.None) with { Negates = ConditionOperator.IsBlank },
        Of(ConditionOperator.IsEmpty, OperandShape.None),
        Of(ConditionOperator.IsNotEmpty, OperandShape.None) with { Negates = ConditionOperator.IsEmpty },
        Of(ConditionOperator.IsMissing, OperandShape.None),
        Of(ConditionOperator.IsNotMissing, OperandShape.None) with { Negates = ConditionOperator.IsMissing },
        Change(ConditionOperator.Changed, OperandShape.None),
        Change(ConditionOperator.NotChanged, OperandShape.None) with { Negates = ConditionOperator.Changed },
        Change(ConditionOperator.ChangedTo, OperandShape.Value) with { ComparesText = true },
        Change(ConditionOperator.ChangedFrom, OperandShape.Value) with { ComparesText = true },
        Change(ConditionOperator.ChangedFromTo, OperandShape.FromTo) with { ComparesText = true },
        Change(ConditionOperator.Increased, OperandShape.None),
        Change(ConditionOperator.Decreased, OperandShape.None),
        Of(ConditionOperator.Before, OperandShape.Date),
        Of(ConditionOperator.After, OperandShape.Date),
        Of(ConditionOperator.OnOrBefore, OperandShape.Date),
        Of(ConditionOperator.OnOrAfter, OperandShape.Date),
        Of(ConditionOperator.On, OperandShape.Date),
        Of(ConditionOperator.NotOn, OperandShape.Date) with { Negates = ConditionOperator.On },
        .. from period in Enumerable.Range((int)ConditionOperator.Today, ConditionOperator.NextYear - ConditionOperator.Today + 1)
           select Of((ConditionOperator)period, OperandShape.None),
        Of(ConditionOperator.InLast, OperandShape.Duration),
        Of(ConditionOperator.InNext, OperandShape.Duration),
        Of(ConditionOperator.OlderThan, OperandShape.Duration),
        Of(ConditionOperator.Anniversary, OperandShape.None),
    ];

    private static OperatorFacts Of(ConditionOperator conditionOperator, OperandShape shape)
    {
        string member = conditionOperator.ToString();
        return new OperatorFacts(conditionOperator, char.ToLowerInvariant(member[0]) + member[1..], shape);
    }

    private static OperatorFacts Text(ConditionOperator conditionOperator, OperandShape shape, ConditionOperator? negates) =>
        Of(conditionOperator, shape) with { Negates = negates, ComparesText = true };

    private static OperatorFacts Change(ConditionOperator conditionOperator, OperandShape shape) =>
        Of(conditionOperator, shape) with { LooksBack = true };
}
