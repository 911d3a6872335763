using System.Text;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Wording;

namespace Totvs.Webhooks.Conditions;

/// <summary>What one condition came to for one event, and why; a group holds the explanations of its parts.</summary>
public sealed record ConditionExplanation
{
    /// <summary>The condition that is explained.</summary>
    public required Condition Condition { get; init; }

    /// <summary>The condition as a sentence: see <see cref="Condition.Describe"/>.</summary>
    public required string Description { get; init; }

    /// <summary>True, false or unknown.</summary>
    public required ConditionResult Result { get; init; }

    /// <summary>Why it is not true; <see cref="ConditionReason.None"/> where it is.</summary>
    public required ConditionReason Reason { get; init; }

    /// <summary>The reason in words, or <see langword="null"/> where the condition is true.</summary>
    public string? ReasonText { get; init; }

    /// <summary>The field's path; <see langword="null"/> for a group.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// The value of the field as it is now, copied; for a path through a list, a list of the first ten values that it finds.
    /// <see langword="null"/> where it is missing, and for a group.
    /// </summary>
    public JsonElement? Value { get; init; }

    /// <summary>The value of the field before the event, as <see cref="Value"/>.</summary>
    public JsonElement? PreviousValue { get; init; }

    /// <summary>What is expected of the field, in words: "is at least 10,000"; <see langword="null"/> for a group.</summary>
    public string? Expected { get; init; }

    /// <summary>The explanations of a group's parts, in their order, each judged by itself; empty for a condition on a field.</summary>
    public IReadOnlyList<ConditionExplanation> Children { get; init; } = [];

    /// <summary>The explanation as indented lines, one for each condition.</summary>
    /// <returns>The lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, 0);
        return text.ToString().TrimEnd();
    }

    internal Truth Truth => Result switch
    {
        ConditionResult.True => Truth.True,
        ConditionResult.False => Truth.False,
        _ => Truth.Unknown,
    };

    internal static ConditionExplanation Of(Condition condition, Verdict verdict, string language) => new()
    {
        Condition = condition,
        Description = condition.Describe(language),
        Result = ResultOf(verdict.Truth),
        Reason = verdict.Reason,
        ReasonText = ReasonPhrases.Of(verdict.Reason)?.In(language),
    };

    internal static ConditionExplanation Of(FieldCondition condition, Verdict verdict, string language, JsonElement? value, JsonElement? previousValue) =>
        Of(condition, verdict, language) with
        {
            Path = condition.Path,
            Value = value,
            PreviousValue = previousValue,
            Expected = new ConditionDescription(language).ExpectationOf(condition),
        };

    private static ConditionResult ResultOf(Truth truth) => truth switch
    {
        Truth.True => ConditionResult.True,
        Truth.False => ConditionResult.False,
        _ => ConditionResult.Unknown,
    };

    private void Append(StringBuilder text, int depth)
    {
        text.Append(' ', depth * 2).Append(Result).Append(": ").Append(Description);
        if (ReasonText is not null)
        {
            text.Append(" (").Append(ReasonText).Append(')');
        }

        text.AppendLine();
        foreach (ConditionExplanation child in Children)
        {
            child.Append(text, depth + 1);
        }
    }
}
