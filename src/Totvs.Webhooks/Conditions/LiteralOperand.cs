using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>A JSON value written into the condition, copied. Equal to one whose value is the same by <see cref="JsonEquality"/>.</summary>
internal sealed class LiteralOperand(JsonElement value) : Operand
{
    public JsonElement Value { get; } = value.ValueKind != JsonValueKind.Undefined
        ? value.Clone()
        : throw new ArgumentException("The element holds no JSON value; use JSON null where nothing is meant.", nameof(value));

    /// <summary>The string that the literal is, or <see langword="null"/> where it is no string.</summary>
    public string? Text => Value.ValueKind == JsonValueKind.String ? JsonText.ToString(JsonText.Raw(Value)) : null;

    public override bool Equals(object? obj) => obj is LiteralOperand other && JsonEquality.AreEqual(Value, other.Value);

    public override int GetHashCode() => JsonEquality.HashOf(Value);
}
