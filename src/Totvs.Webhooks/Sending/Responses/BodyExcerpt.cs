using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>Makes text that is safe to keep and to show of the beginning of a body.</summary>
internal static class BodyExcerpt
{
    public static string? Of(HttpContentHeaders headers, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || headers.ContentEncoding.Count > 0)
        {
            return null;
        }

        Encoding encoding = EncodingOf(bytes, headers.ContentType?.CharSet);
        char[] text = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(bytes.Length));

        // Without flush a character that the limit cut in two is left out, rather than shown as damaged.
        encoding.GetDecoder().Convert(bytes, text, flush: false, out _, out int length, out _);
        for (int index = 0; index < length; index++)
        {
            // Control characters harm terminals and the text columns of databases.
            if (char.IsControl(text[index]) && text[index] is not ('\t' or '\r' or '\n'))
            {
                text[index] = '\uFFFD';
            }
        }

        string? excerpt = length == 0 ? null : new string(text, 0, length);
        ArrayPool<char>.Shared.Return(text);
        return excerpt;
    }

    // A text of two or four bytes a character must be read as one: a secret in it would not be found otherwise.
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
