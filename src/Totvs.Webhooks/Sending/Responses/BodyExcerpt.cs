using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>Decodes the beginning of a body to text that is safe to store and to show.</summary>
internal static class BodyExcerpt
{
    public static string? Read(HttpContentHeaders headers, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || headers.ContentEncoding.Count > 0)
        {
            return null;
        }

        Encoding encoding = EncodingOf(bytes, headers.ContentType?.CharSet);
        char[] text = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length));

        // Without a flush, a character that the limit cuts in two is omitted instead of shown as damaged.
        encoding.GetDecoder().Convert(bytes, text, flush: false, out _, out int length, out _);
        for (int index = 0; index < length; index++)
        {
            // Control characters change terminals, and databases refuse some of them.
            if (char.IsControl(text[index]) && text[index] is not ('\t' or '\r' or '\n'))
            {
                text[index] = '\uFFFD';
            }
        }

        string? excerpt = length == 0 ? null : new string(text, 0, length);
        ArrayPool<char>.Shared.Return(text);
        return excerpt;
    }

    // UTF-16 and UTF-32 must be decoded as such, or a secret in the body would not be found and masked.
    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes, string? charset) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => charset?.Trim('"').ToUpperInvariant() switch
        {
            "ISO-8859-1" or "WINDOWS-1252" => Encoding.Latin1,
            "UTF-16" or "UTF-16LE" => Encoding.Unicode,
            "UTF-16BE" => Encoding.BigEndianUnicode,
            "UTF-32" or "UTF-32LE" => Encoding.UTF32,
            _ => Encoding.UTF8,
        },
    };
}
