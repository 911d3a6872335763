using System.Globalization;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Wording;

/// <summary>Writes conditions as sentences, in one language.</summary>
internal sealed class ConditionDescription(string language)
{
    public static readonly LocalizedText And = new("and", "e", "y");
    public static readonly LocalizedText Or = new("or", "ou", "o");
    private static readonly LocalizedText Not = new("not", "não", "no");
    private static readonly LocalizedText To = new("to", "para", "a");
    private static readonly LocalizedText Now = new("now", "agora", "ahora");
    private static readonly LocalizedText NoValue = new("no value", "nenhum valor", "ningún valor");
    private static readonly LocalizedText Always = new("always", "sempre", "siempre");
    private static readonly LocalizedText Never = new("never", "nunca", "nunca");
    private static readonly LocalizedText IgnoringCase =
        new("in any letter case", "em maiúsculas ou minúsculas", "en mayúsculas o minúsculas");
    private static readonly LocalizedText Previous = new("the previous {0}", "{0} anterior", "{0} anterior");

    /// <summary>The whole condition.</summary>
    public string Of(Condition condition) => condition switch
    {
        AllCondition { Conditions.Count: 0 } => Always.In(language),
        AnyCondition { Conditions.Count: 0 } => Never.In(language),
        AllCondition all => Join(all.Conditions, And),
        AnyCondition any => Join(any.Conditions, Or),
        NotCondition not => $"{Not.In(language)} ({Of(not.Condition)})",
        FieldCondition field => string.Join(' ', SubjectOf(field), ExpectationOf(field)),
        _ => "",
    };

    /// <summary>What is expected of the field: "is at least 10,000".</summary>
    public string ExpectationOf(FieldCondition field)
    {
        OperatorFacts? facts = OperatorFacts.Find(field.Operator);
        string phrase = facts?.Phrase.In(language) ?? field.Operator.ToString();
        string operands = facts?.Shape switch
        {
            OperandShape.OrderedPair => string.Join($" {And.In(language)} ", field.Operands.Select(Of)),
            OperandShape.FromTo => string.Join($" {To.In(language)} ", field.Operands.Select(Of)),
            OperandShape.Duration when field.Operands is [LiteralOperand { Text: { } text }]
                && ConditionDuration.TryParse(text, out ConditionDuration duration) => DurationPhrases.Of(duration, language),
            _ => string.Join(", ", field.Operands.Select(Of)),
        };
        string ignoringCase = field.IgnoreCase ? $" ({IgnoringCase.In(language)})" : "";
        return operands.Length == 0 ? phrase + ignoringCase : $"{phrase} {operands}{ignoringCase}";
    }

    private string SubjectOf(FieldCondition field) => field.Elements switch
    {
        ElementQuantifier.Any => Format(new LocalizedText("any of {0}", "algum de {0}", "alguno de {0}"), field.Path),
        ElementQuantifier.All => Format(new LocalizedText("every one of {0}", "cada um de {0}", "cada uno de {0}"), field.Path),
        ElementQuantifier.None => Format(new LocalizedText("none of {0}", "nenhum de {0}", "ninguno de {0}"), field.Path),
        ElementQuantifier.Count => Format(new LocalizedText("the number of {0}", "a quantidade de {0}", "la cantidad de {0}"), field.Path),
        _ => field.Path,
    };

    private string Of(Operand operand) => operand switch
    {
        LiteralOperand literal => LiteralText.Of(literal.Value, language, NoValue),
        FieldOperand field => field.Path,
        PreviousFieldOperand previous => Format(Previous, previous.Path),
        NowOperand { Distance.Amount: 0 } => Now.In(language),
        NowOperand { Distance: { Amount: < 0 } past } => $"{Now.In(language)} - {DurationPhrases.Of(past.Negated, language)}",
        NowOperand { Distance: var distance } => $"{Now.In(language)} + {DurationPhrases.Of(distance, language)}",
        _ => "",
    };

    private string Join(IReadOnlyList<Condition> conditions, LocalizedText word)
    {
        bool isAlone = conditions.Count == 1;
        IEnumerable<string> parts = conditions.Select(Unwrap).Select(
            part => part is GroupCondition { Conditions.Count: > 1 } && !isAlone ? $"({Of(part)})" : Of(part));
        return string.Join($" {word.In(language)} ", parts);
    }

    // A group of one reads as its part, so that the brackets depend on what is inside.
    private static Condition Unwrap(Condition condition) =>
        condition is GroupCondition { Conditions: [var only] } ? Unwrap(only) : condition;

    private string Format(LocalizedText text, string field) => string.Format(CultureInfo.InvariantCulture, text.In(language), field);
}
