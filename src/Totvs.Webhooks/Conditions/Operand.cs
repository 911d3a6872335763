using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>
/// What an operator compares a field with: a literal, another field, the old value of a field, or now plus or minus a duration.
/// </summary>
/// <remarks>
/// Strings, numbers, booleans and dates convert by themselves, so that <c>Field("amount").IsAtLeast(10_000)</c> reads as it should.
/// Operands are immutable and compared by value.
/// </remarks>
public abstract class Operand
{
    private protected Operand()
    {
    }

    /// <summary>The value of another field of the record as it is now.</summary>
    /// <param name="path">The field's path; it may not go through an array with <c>[]</c>.</param>
    public static Operand Field(string path) => new FieldOperand(path);

    /// <summary>The value that a field had before the event.</summary>
    /// <param name="path">The field's path; it may not go through an array with <c>[]</c>.</param>
    public static Operand Previous(string path) => new PreviousFieldOperand(path);

    /// <summary>The moment of the event's matching.</summary>
    public static Operand Now() => Now(0, DurationUnit.Minutes);

    /// <summary>The moment of the event's matching, moved by a duration.</summary>
    /// <param name="amount">How many units later; negative for earlier.</param>
    /// <param name="unit">The unit.</param>
    public static Operand Now(int amount, DurationUnit unit) => new NowOperand(new ConditionDuration(amount, unit));

    /// <summary>A literal string.</summary>
    /// <param name="value">The string; <see langword="null"/> for JSON null.</param>
    public static implicit operator Operand(string? value) => new LiteralOperand(JsonLiteral.Text(value));

    /// <summary>A literal number.</summary>
    /// <param name="value">The number, compared exactly.</param>
    public static implicit operator Operand(decimal value) => new LiteralOperand(JsonLiteral.Number(value));

    /// <summary>A literal number.</summary>
    /// <param name="value">The number, compared exactly.</param>
    public static implicit operator Operand(long value) => new LiteralOperand(JsonLiteral.Number((decimal)value));

    /// <summary>A literal number.</summary>
    /// <param name="value">The number, compared exactly.</param>
    public static implicit operator Operand(int value) => new LiteralOperand(JsonLiteral.Number((decimal)value));

    /// <summary>A literal number, taken by its shortest decimal form.</summary>
    /// <param name="value">The number; must be finite.</param>
    public static implicit operator Operand(double value) => new LiteralOperand(JsonLiteral.Number(value));

    /// <summary>A literal boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator Operand(bool value) => new LiteralOperand(JsonLiteral.Boolean(value));

    /// <summary>A literal moment.</summary>
    /// <param name="value">The moment.</param>
    public static implicit operator Operand(DateTimeOffset value) => new LiteralOperand(JsonLiteral.Moment(value));

    /// <summary>A literal calendar date.</summary>
    /// <param name="value">The date.</param>
    public static implicit operator Operand(DateOnly value) => new LiteralOperand(JsonLiteral.Date(value));

    /// <summary>A literal UUID, as a string in its usual form with lower-case digits.</summary>
    /// <param name="value">The UUID.</param>
    public static implicit operator Operand(Guid value) => new LiteralOperand(JsonLiteral.Text(value.ToString()));

    /// <summary>A literal of any JSON type.</summary>
    /// <param name="value">The value, copied.</param>
    public static implicit operator Operand(JsonElement value) => new LiteralOperand(value);
}
