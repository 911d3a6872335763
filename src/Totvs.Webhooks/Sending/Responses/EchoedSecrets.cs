using System.Text;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// Masks the workflow's secrets in the text of a response: some receivers echo the request, and the record of an attempt holds no secret.
/// A secret is found unescaped, escaped once or twice by the rules of JSON, HTML or URLs, and when the limit left only its beginning.
/// </summary>
internal static class EchoedSecrets
{
    private const string Mask = "***";

    public static string? MaskIn(string? text, SecretTexts secrets)
    {
        if (text is null || text.Length < SecretTexts.MinLength || secrets.All.Count == 0)
        {
            return text;
        }

        // Created on the first find: most responses echo nothing.
        List<(int Start, int End)>? found = null;
        var asItIs = UnescapedText.AsItIs(text);
        UnescapedText once = asItIs.Again();
        UnescapedText twice = once.Again();
        foreach ((string secret, int minBeginning) in secrets.All)
        {
            Find(asItIs, secret, minBeginning, ref found);
            if (once.Text.Length < text.Length)
            {
                Find(once, secret, minBeginning, ref found);
            }

            if (twice.Text.Length < once.Text.Length)
            {
                Find(twice, secret, minBeginning, ref found);
            }
        }

        return found is null ? text : Masked(text, found);
    }

    private static void Find(UnescapedText text, string secret, int minBeginning, ref List<(int Start, int End)>? found)
    {
        ReadOnlySpan<char> characters = text.Text;
        int start = 0;
        for (int next; (next = characters[start..].IndexOf(secret, StringComparison.OrdinalIgnoreCase)) >= 0; start += next + secret.Length)
        {
            (found ??= []).Add((text.OffsetOf(start + next), text.OffsetOf(start + next + secret.Length)));
        }

        for (int length = Math.Min(secret.Length - 1, characters.Length - start); length >= minBeginning; length--)
        {
            if (characters.EndsWith(secret.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
            {
                (found ??= []).Add((text.OffsetOf(characters.Length - length), text.SourceLength));
                return;
            }
        }
    }

    private static string Masked(string text, List<(int Start, int End)> found)
    {
        found.Sort();
        StringBuilder masked = new();
        int end = 0;
        foreach ((int nextStart, int nextEnd) in found)
        {
            // A find that overlaps the one before shares its mask.
            if (nextStart >= end)
            {
                masked.Append(text, end, nextStart - end).Append(Mask);
            }

            end = Math.Max(end, nextEnd);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }
}
