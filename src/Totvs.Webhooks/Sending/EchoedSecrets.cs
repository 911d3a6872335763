using System.Text;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Takes the workflow's header values out of what a receiver sent back: some echo the request, and the record of an attempt holds no secret.
/// They are found as they are, escaped by the rules of JSON, HTML or URLs, and where the limit left only their beginning.
/// </summary>
internal static class EchoedSecrets
{
    private const string Mask = "***";

    // Shorter ones are words such as a tenant's name, and would blot out half of a message.
    private const int ShortestSecret = 8;

    // Fewer characters of a secret at the end of the text are as likely the beginning of a word.
    private const int ShortestBeginning = 4;

    public static string? MaskIn(string? excerpt, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (excerpt is null || headers.Count == 0)
        {
            return excerpt;
        }

        List<(int Start, int End)> found = [];
        UnescapedText unescaped = UnescapedText.Of(excerpt);
        foreach (string secret in SecretsOf(headers))
        {
            Find(UnescapedText.AsItIs(excerpt), secret, found);
            Find(unescaped, secret, found);
        }

        return found.Count == 0 ? excerpt : Masked(excerpt, found);
    }

    private static IEnumerable<string> SecretsOf(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        foreach ((_, string whole) in headers)
        {
            string value = whole.Trim();
            yield return value;

            // "Bearer" and "Basic" may be left out by who echoes.
            yield return value[(value.LastIndexOf(' ') + 1)..];
        }
    }

    private static void Find(UnescapedText text, string secret, List<(int Start, int End)> found)
    {
        if (secret.Length < ShortestSecret)
        {
            return;
        }

        ReadOnlySpan<char> characters = text.Text;
        int start = 0;
        for (int next; (next = characters[start..].IndexOf(secret, StringComparison.Ordinal)) >= 0; start += next + secret.Length)
        {
            found.Add((text.OffsetOf(start + next), text.OffsetOf(start + next + secret.Length)));
        }

        // The word before a space is a scheme, such as "Bearer", which messages name for good reason.
        int shortest = Math.Max(ShortestBeginning, secret.IndexOf(' ', StringComparison.Ordinal) + 2);
        for (int length = Math.Min(secret.Length - 1, characters.Length - start); length >= shortest; length--)
        {
            if (characters.EndsWith(secret.AsSpan(0, length), StringComparison.Ordinal))
            {
                found.Add((text.OffsetOf(characters.Length - length), text.SourceLength));
                return;
            }
        }
    }

    private static string Masked(string excerpt, List<(int Start, int End)> found)
    {
        found.Sort();
        StringBuilder masked = new();
        int end = 0;
        foreach ((int nextStart, int nextEnd) in found)
        {
            // One that overlaps the one before belongs to the same mask.
            if (nextStart >= end)
            {
                masked.Append(excerpt, end, nextStart - end).Append(Mask);
            }

            end = Math.Max(end, nextEnd);
        }

        return masked.Append(excerpt, end, excerpt.Length - end).ToString();
    }
}
