using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>
/// What an operator compares a field with: a literal, another field, the old value of a field, or now plus or minus a duration.
/// </summary>
/// <remarks>
/// Text, numbers, booleans and dates convert by themselves, so that <c>Field("amount").IsAtLeast(10_000)</c> reads as it should.
/// </remarks>
public abstract record Operand
{
    private protected Operand()
    {
    }

    /// <summary>The value of another field of the record as it is now.</summary>
    /// <param name="path">The field's path; it may not go through a list with <c>[]</c>.</param>
    /// <returns>The operand.</returns>
    public static Operand Field(string path) => new FieldOperand(path);

    /// <summary>The value that a field had before the event.</summary>
    /// <param name="path">The field's path; it may not go through a list with <c>[]</c>.</param>
    /// <returns>The operand.</returns>
    public static Operand Previous(string path) => new PreviousFieldOperand(path);

    /// <summary>The moment of the event's matching.</summary>
    /// <returns>The operand.</returns>
    public static Operand Now() => new NowOperand(0, DurationUnit.Minutes);

    /// <summary>The moment of the event's matching, moved by a duration.</summary>
    /// <param name="amount">How many units later; negative for earlier.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The operand.</returns>
    public static Operand Now(int amount, DurationUnit unit) => new NowOperand(amount, unit);

    /// <summary>A literal of any JSON type.</summary>
    /// <param name="value">The value, copied.</param>
    /// <returns>The operand.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is no JSON value.</exception>
    public static Operand Literal(JsonElement value) => new LiteralOperand(value);

    /// <summary>A literal text, or JSON null.</summary>
    /// <param name="value">The text; <see langword="null"/> for JSON null.</param>
    /// <returns>The operand.</returns>
    public static Operand Literal(string? value) => new LiteralOperand(JsonLiteral.Text(value));

    /// <summary>A literal number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The operand.</returns>
    public static Operand Literal(decimal value) => new LiteralOperand(JsonLiteral.Number(value));

    /// <summary>A literal number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The operand.</returns>
    public static Operand Literal(long value) => Literal((decimal)value);

    /// <summary>A literal number, taken by its shortest decimal form.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The operand.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not finite.</exception>
    public static Operand Literal(double value) => new LiteralOperand(JsonLiteral.Number(value));

    /// <summary>A literal boolean.</summary>
    /// <param name="value">The boolean.</param>
    /// <returns>The operand.</returns>
    public static Operand Literal(bool value) => new LiteralOperand(JsonLiteral.Boolean(value));

    /// <summary>A literal moment, as ISO 8601 text.</summary>
    /// <param name="value">The moment.</param>
    /// <returns>The operand.</returns>
    public static Operand Literal(DateTimeOffset value) => new LiteralOperand(JsonLiteral.Moment(value));

    /// <summary>A literal calendar date, as ISO 8601 text.</summary>
    /// <param name="value">The date.</param>
    /// <returns>The operand.</returns>
    public static Operand Literal(DateOnly value) => new LiteralOperand(JsonLiteral.Date(value));

    /// <summary>A literal text.</summary>
    /// <param name="value">The text; <see langword="null"/> for JSON null.</param>
    public static implicit operator Operand(string? value) => Literal(value);

    /// <summary>A literal number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Operand(decimal value) => Literal(value);

    /// <summary>A literal number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Operand(long value) => Literal(value);

    /// <summary>A literal number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Operand(int value) => Literal((long)value);

    /// <summary>A literal number, taken by its shortest decimal form.</summary>
    /// <param name="value">The number; must be finite.</param>
    public static implicit operator Operand(double value) => Literal(value);

    /// <summary>A literal boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator Operand(bool value) => Literal(value);

    /// <summary>A literal moment.</summary>
    /// <param name="value">The moment.</param>
    public static implicit operator Operand(DateTimeOffset value) => Literal(value);

    /// <summary>A literal calendar date.</summary>
    /// <param name="value">The date.</param>
    public static implicit operator Operand(DateOnly value) => Literal(value);

    /// <summary>A literal UUID, as text in its usual form with lower-case digits.</summary>
    /// <param name="value">The UUID.</param>
    public static implicit operator Operand(Guid value) => Literal(value.ToString());

    /// <summary>A literal of any JSON type.</summary>
    /// <param name="value">The value, copied.</param>
    public static implicit operator Operand(JsonElement value) => Literal(value);
}
