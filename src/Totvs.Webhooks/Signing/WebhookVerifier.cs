using System.Globalization;
using System.Security.Cryptography;

namespace Totvs.Webhooks.Signing;

/// <summary>
/// For a receiver: finds out whether a request is a genuine webhook (Standard Webhooks 1.0), from its raw body and headers. It may be used
/// from many threads.
/// </summary>
/// <example>
/// <code>
/// app.MapPost("/hooks/crm", async (HttpRequest request, WebhookVerifier verifier) =&gt;
/// {
///     using MemoryStream body = new();
///     await request.Body.CopyToAsync(body);
///     return verifier.Verify(body.ToArray(), name =&gt; request.Headers[name]) == WebhookVerification.Valid
///         ? Results.NoContent() : Results.Unauthorized();
/// });
/// </code>
/// </example>
public sealed class WebhookVerifier
{
    private readonly WebhookSecret[] _secrets;
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes a verifier.</summary>
    /// <param name="secrets">The secrets, one or several at once while they change. One that has ended is no longer accepted.</param>
    /// <param name="timeProvider">The clock; the system's where none is given.</param>
    /// <exception cref="ArgumentException">There is no secret.</exception>
    public WebhookVerifier(IEnumerable<WebhookSecret> secrets, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        _secrets = [.. secrets];
        if (_secrets.Length == 0)
        {
            throw new ArgumentException("There is no secret to verify with; give the one that the sender signs with.", nameof(secrets));
        }

        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>How far the time of the signature may be from now, before and after. Default: 300 seconds. From 0 to 1 day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, or more than a day.</exception>
    public TimeSpan Tolerance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1));
            field = value;
        }
    } = TimeSpan.FromSeconds(300);

    /// <summary>Verifies a request.</summary>
    /// <param name="body">The body as it came, byte for byte, before anything parsed it.</param>
    /// <param name="header">
    /// Gives the value of a header by its name, or <see langword="null"/>: for ASP.NET Core, <c>name =&gt; request.Headers[name]</c>.
    /// </param>
    /// <returns>Whether the request is valid, and if not, why.</returns>
    public WebhookVerification Verify(ReadOnlySpan<byte> body, Func<string, string?> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Verify(
            body,
            header(WebhookSignature.IdHeader),
            header(WebhookSignature.TimestampHeader),
            header(WebhookSignature.SignatureHeader));
    }

    /// <summary>Verifies a request.</summary>
    /// <param name="body">The body as it came, byte for byte, before anything parsed it.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The value of <c>webhook-signature</c>.</param>
    /// <returns>Whether the request is valid, and if not, why.</returns>
    public WebhookVerification Verify(ReadOnlySpan<byte> body, string? id, string? timestamp, string? signatures)
    {
        if (string.IsNullOrEmpty(id) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return WebhookVerification.Malformed;
        }

        DateTimeOffset now = _timeProvider.GetUtcNow();
        WebhookVerification result = Check(signatures, id, seconds, body, now);
        bool isNow = seconds >= (now - Tolerance).ToUnixTimeSeconds() && seconds <= (now + Tolerance).ToUnixTimeSeconds();
        return result == WebhookVerification.Valid && !isNow ? WebhookVerification.Expired : result;
    }

    private WebhookVerification Check(string? signatures, string id, long timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        byte[] expected = new byte[_secrets.Length * WebhookSignature.Size];
        int count = ComputeExpected(expected, id, timestamp, body, now);
        Span<byte> given = stackalloc byte[WebhookSignature.Size];
        bool isKnown = false;
        bool isMatch = false;
        foreach (Range range in signatures.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> signature = signatures.AsSpan()[range];
            if (signature.StartsWith(WebhookSignature.Version + ",", StringComparison.Ordinal)
                && Convert.TryFromBase64Chars(signature[(WebhookSignature.Version.Length + 1)..], given, out int length)
                && length == WebhookSignature.Size)
            {
                isKnown = true;
                for (int index = 0; index < count; index++)
                {
                    // No early end: how long it takes does not depend on which secret matched, or where.
                    isMatch |= CryptographicOperations.FixedTimeEquals(
                        given,
                        expected.AsSpan(index * WebhookSignature.Size, WebhookSignature.Size));
                }
            }
        }

        return isMatch ? WebhookVerification.Valid : isKnown ? WebhookVerification.Forged : WebhookVerification.Malformed;
    }

    private int ComputeExpected(Span<byte> expected, string id, long timestamp, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        int count = 0;
        foreach (WebhookSecret secret in _secrets)
        {
            if (secret.IsActiveAt(now))
            {
                WebhookSignature.Compute(
                    secret,
                    id,
                    timestamp,
                    body,
                    expected.Slice(count++ * WebhookSignature.Size, WebhookSignature.Size));
            }
        }

        return count;
    }
}
