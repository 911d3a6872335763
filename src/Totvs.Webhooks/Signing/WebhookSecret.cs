using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Totvs.Webhooks.Signing;

/// <summary>
/// A secret that sender and receiver share to sign and to verify (Standard Webhooks 1.0): <c>whsec_</c> and the base64 of 24 to 64 random
/// bytes.
/// </summary>
public sealed record WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int MinLength = 24;
    private const int MaxLength = 64;
    private const int RecommendedLength = 32;

    private readonly string _text;
    private readonly byte[] _key;

    /// <summary>Reads a secret.</summary>
    /// <param name="text">The secret as a string.</param>
    /// <exception cref="ArgumentException">The string is not a secret; the message does not repeat it.</exception>
    public WebhookSecret(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
        _key = Decode(text) ?? throw new ArgumentException(
            $"The signing secret is not one: write '{Prefix}' and the base64 of {MinLength} to {MaxLength} random bytes, or take one from "
            + "WebhookSecret.Create().", nameof(text));
    }

    /// <summary>
    /// When the secret ceases to be used, or <see langword="null"/> for one without end. At that moment it is no longer used.
    /// </summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The bytes that sign.</summary>
    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>Makes a new secret of 32 random bytes.</summary>
    /// <returns>The secret.</returns>
    public static WebhookSecret Create() => new(Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(RecommendedLength)));

    /// <summary>Reads a secret, where that may fail.</summary>
    /// <param name="text">The secret as a string.</param>
    /// <param name="secret">The secret, if the string is one.</param>
    /// <returns>Whether the string is a secret.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = text is not null && Decode(text) is not null ? new WebhookSecret(text) : null;
        return secret is not null;
    }

    /// <summary>Whether the secret is in use at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <returns>Whether it has not ended by then.</returns>
    public bool IsActiveAt(DateTimeOffset moment) => EndsAt is null || moment < EndsAt;

    /// <summary>
    /// The secret as a string, to give to the receiver and to store. It is a method, so that a serializer or a logger, which read
    /// properties, does not write it.
    /// </summary>
    /// <returns>The secret.</returns>
    public string Reveal() => _text;

    /// <summary>Whether another is the same secret with the same end.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(WebhookSecret? other) => other is not null && _text == other._text && EndsAt == other.EndsAt;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_text, EndsAt);

    /// <summary>A string that does not show the secret.</summary>
    /// <returns>The prefix and dots.</returns>
    public override string ToString() => Prefix + "…";

    private static byte[]? Decode(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Base64.IsValid(text.AsSpan(Prefix.Length), out int length)
            || length is < MinLength or > MaxLength)
        {
            return null;
        }

        return Convert.FromBase64String(text[Prefix.Length..]);
    }
}
