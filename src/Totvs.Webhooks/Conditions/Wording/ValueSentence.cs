using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Wording;

/// <summary>
/// Writes the reason of a condition on a field with the value that decided, and with the value's type where the value alone would look
/// like the expected one.
/// </summary>
internal sealed class ValueSentence(string language)
{
    private static readonly LocalizedText NoValue = new("no value", "sem valor", "sin valor");

    /// <summary>"the value is another: open"; <see langword="null"/> where the condition is true.</summary>
    public string? Of(ConditionExplanation part)
    {
        if (ReasonPhrases.Of(part.Reason)?.In(language) is not { } reason)
        {
            return null;
        }

        return ValueBehind(part) is { } value ? $"{reason}: {Write(part, value)}" : reason;
    }

    /// <summary>"code: 61"; <see langword="null"/> where the field has no single value.</summary>
    public string? ValueOf(ConditionExplanation part) =>
        part.Value is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } value
            ? $"{part.Path}: {LiteralText.Of(value, language, NoValue)}"
            : null;

    // No value stands beside a reason about something else: it would be taken for that.
    private static JsonElement? ValueBehind(ConditionExplanation part) => part.Reason switch
    {
        ConditionReason.OperandMissing or ConditionReason.OperandTypeMismatch or ConditionReason.PreviousMissing => null,
        ConditionReason.NoPreviousRecord or ConditionReason.TooSlow => null,
        ConditionReason.PreviousNotEqual or ConditionReason.PreviousTypeMismatch => part.PreviousValue,
        ConditionReason.HasNoValue when part.Value is { ValueKind: JsonValueKind.Null } => null,
        ConditionReason.TypeMismatch => part.Value,
        _ => part.Value is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? null : part.Value,
    };

    private string Write(ConditionExplanation part, JsonElement value)
    {
        string plain = LiteralText.Of(value, language, NoValue);
        bool readsAsExpected = part.Condition is FieldCondition field
            && field.Operands.OfType<LiteralOperand>().Any(literal => LiteralText.Of(literal.Value, language, NoValue) == plain);
        return readsAsExpected || part.Reason is ConditionReason.TypeMismatch or ConditionReason.PreviousTypeMismatch
            ? WithType(value, plain)
            : plain;
    }

    private string WithType(JsonElement value, string plain)
    {
        LocalizedText text = value.ValueKind switch
        {
            JsonValueKind.String => new($"the text {Quoted(plain)}", $"o texto {Quoted(plain)}", $"el texto {Quoted(plain)}"),
            JsonValueKind.Number => new($"the number {plain}", $"o número {plain}", $"el número {plain}"),
            JsonValueKind.True or JsonValueKind.False => new($"the boolean {plain}", $"o booleano {plain}", $"el booleano {plain}"),
            JsonValueKind.Array => new("a list", "uma lista", "una lista"),
            JsonValueKind.Object => new("an object", "um objeto", "un objeto"),
            _ => new(plain),
        };
        return text.In(language);
    }

    private static string Quoted(string plain) => plain.StartsWith('“') ? plain : $"“{plain}”";
}
