using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>A JSON value written into the condition.</summary>
/// <remarks>
/// Two literals are equal when their JSON values are: numbers by value (1 equals 1.0), text character by character, objects
/// without regard to the order of their members.
/// </remarks>
public sealed record LiteralOperand : Operand
{
    /// <summary>Makes the literal.</summary>
    /// <param name="value">The value. It is copied, so that the document it came from may be disposed of.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is no JSON value.</exception>
    public LiteralOperand(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            throw new ArgumentException("The element holds no JSON value; use JSON null where nothing is meant.", nameof(value));
        }

        Value = value.Clone();
    }

    /// <summary>The value.</summary>
    public JsonElement Value { get; }

    /// <summary>Whether the other literal has the same JSON value.</summary>
    /// <param name="other">The other literal.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(LiteralOperand? other) => other is not null && JsonEquality.AreEqual(Value, other.Value);

    /// <summary>A hash that agrees with <see cref="Equals(LiteralOperand)"/>.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => JsonEquality.HashOf(Value);
}
