using System.Text;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Wording;

namespace Totvs.Webhooks.Conditions;

/// <summary>The result of one condition for one event, and its reason; a group holds the explanations of its parts.</summary>
public sealed class ConditionExplanation
{
    internal ConditionExplanation(Condition condition, Verdict verdict, string language)
    {
        Condition = condition;
        Description = condition.Describe(language);
        Result = verdict.Result;
        Reason = verdict.Reason;
        ReasonText = ReasonPhrases.Of(verdict.Reason)?.In(language);
        if (condition is FieldCondition field)
        {
            Path = field.Path;
            Expected = new ConditionDescription(language).ExpectationOf(field);
        }
    }

    /// <summary>Whether it is a condition on a field, a group or a negation.</summary>
    public ConditionKind Kind => Condition switch
    {
        AllCondition => ConditionKind.All,
        AnyCondition => ConditionKind.Any,
        NotCondition => ConditionKind.Not,
        _ => ConditionKind.Field,
    };

    /// <summary>The condition as a sentence: see <see cref="Condition.Describe"/>.</summary>
    public string Description { get; }

    /// <summary>True, false or unknown.</summary>
    public ConditionResult Result { get; }

    /// <summary>Why it is not true, in words; <see langword="null"/> where it is true.</summary>
    public string? ReasonText { get; }

    /// <summary>The field's path; <see langword="null"/> for a group.</summary>
    public string? Path { get; }

    /// <summary>
    /// The value of the field as it is now, copied; for a path through an array, an array of the first ten values that it finds.
    /// <see langword="null"/> where it is missing, and for a group.
    /// </summary>
    public JsonElement? Value { get; internal init; }

    /// <summary>The value of the field before the event, as <see cref="Value"/>.</summary>
    public JsonElement? PreviousValue { get; internal init; }

    /// <summary>What is expected of the field, in words: "is at least 10,000"; <see langword="null"/> for a group.</summary>
    public string? Expected { get; }

    /// <summary>The explanations of a group's parts, in their order, each judged by itself; empty for a condition on a field.</summary>
    public IReadOnlyList<ConditionExplanation> Children { get; internal init; } = [];

    internal Condition Condition { get; }

    internal ConditionReason Reason { get; }

    /// <summary>The explanation as indented lines, one for each condition.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text, 0);
        return text.ToString().TrimEnd();
    }

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
