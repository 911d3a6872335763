using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Totvs.Webhooks.Signing;

/// <summary>
/// Standard Webhooks 1.0, version <c>v1</c>: the base64 of the HMAC-SHA256 over <c>{id}.{timestamp}.{body}</c>. The asymmetric <c>v1a</c>
/// (ed25519) is left out: .NET 10 has no ed25519, and the libraries that do bring native code or megabytes along.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    public const string Version = "v1";

    /// <summary>How many bytes a signature has.</summary>
    public const int Size = HMACSHA256.HashSizeInBytes;

    /// <summary>Computes the signature of one secret.</summary>
    public static void Compute(WebhookSecret secret, string id, long timestamp, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        int headLength = Encoding.UTF8.GetMaxByteCount(id.Length) + 22;
        byte[] signed = ArrayPool<byte>.Shared.Rent(headLength + body.Length);
        try
        {
            int length = Encoding.UTF8.GetBytes(id, signed);
            signed[length++] = (byte)'.';
            timestamp.TryFormat(signed.AsSpan(length), out int digits, default, CultureInfo.InvariantCulture);
            length += digits;
            signed[length++] = (byte)'.';
            body.CopyTo(signed.AsSpan(length));
            HMACSHA256.HashData(secret.Key, signed.AsSpan(0, length + body.Length), signature);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(signed);
        }
    }

    /// <summary>The value of the signature header: one signature for each secret in use at the time of the attempt.</summary>
    public static string Header(IReadOnlyList<WebhookSecret> secrets, string id, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        StringBuilder header = new();
        Span<byte> signature = stackalloc byte[Size];
        Span<char> text = stackalloc char[Base64.GetMaxEncodedToUtf8Length(Size)];
        for (int index = 0; index < secrets.Count; index++)
        {
            if (!secrets[index].IsActiveAt(time))
            {
                continue;
            }

            Compute(secrets[index], id, time.ToUnixTimeSeconds(), body, signature);
            Convert.TryToBase64Chars(signature, text, out int length);
            header.Append(header.Length == 0 ? "" : " ").Append(Version).Append(',').Append(text[..length]);
        }

        return header.ToString();
    }
}
