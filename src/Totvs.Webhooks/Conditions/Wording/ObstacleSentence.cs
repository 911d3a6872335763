using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Wording;

/// <summary>
/// Says which conditions keep a workflow from running, each with its reason, in the shape of their groups. For one explanation.
/// </summary>
/// <remarks>
/// Semicolons separate the parts of a group of all; the parts of a group of any follow "none of these is true".
/// </remarks>
internal sealed class ObstacleSentence(string language)
{
    private const int MaxReasons = 5;
    private static readonly LocalizedText NoneIsTrue =
        new("none of these is true", "nenhuma destas é verdadeira", "ninguna de estas es verdadera");

    private int _left = MaxReasons;

    private enum Around
    {
        Nothing,
        All,
        Any,
    }

    public string Of(ConditionExplanation explanation) => Write(explanation, Around.Nothing);

    private string Write(ConditionExplanation part, Around around)
    {
        if (PartsOf(part) is not { } parts)
        {
            return Leaf(part);
        }

        if (parts.Count == 1)
        {
            return Write(parts[0], around);
        }

        bool isAll = part.Condition is AllCondition;
        string text = (isAll, around) switch
        {
            (true, Around.Any) => Join(part, isAll, $" {ConditionDescription.And.In(language)} "),
            (true, _) => Join(part, isAll, "; "),
            _ => $"{NoneIsTrue.In(language)}: {Join(part, isAll, $" {ConditionDescription.Or.In(language)} ")}",
        };
        return around == Around.Nothing ? text : $"({text})";
    }

    private string Join(ConditionExplanation group, bool isAll, string separator)
    {
        var texts = new List<string>();
        foreach (ConditionExplanation part in Flatten(group, isAll))
        {
            if (_left == 0)
            {
                texts.Add("…");
                break;
            }

            texts.Add(Write(part, isAll ? Around.All : Around.Any));
        }

        return string.Join(separator, texts);
    }

    // A group inside another of its kind, or around one part, is written as its parts.
    private static IEnumerable<ConditionExplanation> Flatten(ConditionExplanation part, bool isAll) =>
        PartsOf(part) is { } parts && (parts.Count == 1 || part.Condition is AllCondition == isAll)
            ? parts.SelectMany(inner => Flatten(inner, isAll))
            : [part];

    /// <summary>The parts of a group that stand in the way; <see langword="null"/> where it is no group.</summary>
    private static IReadOnlyList<ConditionExplanation>? PartsOf(ConditionExplanation part) => part.Condition switch
    {
        AllCondition => [.. part.Children.Where(child => child.Result != ConditionResult.True)],
        AnyCondition => part.Children,
        _ => null,
    };

    private string Leaf(ConditionExplanation part)
    {
        _left--;
        string description = part.Condition.Describe(language);
        string? detail = part.Condition is NotCondition ? DetailOfNot(part) : new ValueSentence(language).Of(part);
        return detail is null ? description : $"{description} ({detail})";
    }

    private string? DetailOfNot(ConditionExplanation part)
    {
        ConditionExplanation inner = part;
        while (inner.Condition is NotCondition)
        {
            inner = inner.Children[0];
        }

        string? reason = ReasonPhrases.Of(part.Reason)?.In(language);
        if (part.Result == ConditionResult.Unknown)
        {
            return inner.Condition is FieldCondition ? new ValueSentence(language).Of(inner) : $"{reason}: {Write(inner, Around.Nothing)}";
        }

        string values = string.Join("; ", Deciding(inner).Select(new ValueSentence(language).ValueOf).OfType<string>().Take(MaxReasons));
        return values.Length == 0 ? reason : $"{reason}: {values}";
    }

    /// <summary>The conditions on fields that made a condition what it is.</summary>
    private static IEnumerable<ConditionExplanation> Deciding(ConditionExplanation part) => part.Condition switch
    {
        FieldCondition => [part],
        NotCondition => part.Children.SelectMany(Deciding),
        _ => part.Children.Where(child => child.Result == part.Result).SelectMany(Deciding),
    };
}
