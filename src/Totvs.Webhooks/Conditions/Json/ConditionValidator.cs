using System.Globalization;
using Totvs.Webhooks.Conditions.Evaluation;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Finds every fault of a condition at once, each with its place and the remedy.</summary>
internal static class ConditionValidator
{
    public const string Empty = "the group is empty; write at least one condition, or leave the group out.";

    public static string TooDeep { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"groups are nested more than {ConditionLimits.Depth} deep; flatten them: a group of all inside another is the same as one.");

    /// <summary>Adds the faults of a condition to a list.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="place">Where the condition stands: <c>conditions</c>.</param>
    /// <param name="found">The list.</param>
    /// <param name="patterns">Regular expressions that are known already. Default: none are.</param>
    /// <param name="zone">The time zone of the dates. Default: none is stated, and only what is a fault in every zone is one.</param>
    public static void Validate(
        Condition condition, string place, List<DefinitionFault> found, ConditionPatterns? patterns = null, TimeZoneInfo? zone = null) =>
        Validate(condition, new FaultList(found, new Suggestions(), zone), place, 0, patterns);

    private static void Validate(Condition condition, FaultList faults, string place, int depth, ConditionPatterns? patterns)
    {
        if (condition is not FieldCondition && depth >= ConditionLimits.Depth)
        {
            faults.Add(place, TooDeep);
            return;
        }

        switch (condition)
        {
            case GroupCondition group:
                ValidateGroup(group.Conditions, faults, $"{place}.{group.Name}", depth, patterns);
                break;
            case NotCondition not:
                Validate(not.Condition, faults, $"{place}.not", depth + 1, patterns);
                break;
            case FieldCondition field:
                new FieldConditionValidator(field, faults, place, patterns).Validate();
                break;
        }
    }

    private static void ValidateGroup(
        IReadOnlyList<Condition> conditions, FaultList faults, string place, int depth, ConditionPatterns? patterns)
    {
        if (conditions.Count == 0)
        {
            faults.Add(place, Empty);
        }

        for (int i = 0; i < conditions.Count; i++)
        {
            Validate(conditions[i], faults, string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), depth + 1, patterns);
        }
    }
}
