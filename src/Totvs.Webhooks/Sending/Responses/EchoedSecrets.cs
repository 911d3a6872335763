using System.Text;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// Takes the workflow's secrets out of what a receiver sent back: some echo the request, and the record of an attempt holds no secret.
/// They are found as they are, escaped by the rules of JSON, HTML or URLs, once or twice, and where the limit left only their beginning.
/// </summary>
internal static class EchoedSecrets
{
    private const string Mask = "***";

    public static string? MaskIn(string? text, SecretTexts secrets)
    {
        if (text is null || text.Length < SecretTexts.Shortest || secrets.All.Count == 0)
        {
            return text;
        }

        // Made when there is something to note: most answers echo nothing.
        List<(int Start, int End)>? found = null;
        var asItIs = UnescapedText.AsItIs(text);
        UnescapedText once = asItIs.Again();
        UnescapedText twice = once.Again();
        foreach ((string secret, int shortestBeginning) in secrets.All)
        {
            Find(asItIs, secret, shortestBeginning, ref found);
            if (once.Text.Length < text.Length)
            {
                Find(once, secret, shortestBeginning, ref found);
            }

            if (twice.Text.Length < once.Text.Length)
            {
                Find(twice, secret, shortestBeginning, ref found);
            }
        }

        return found is null ? text : Masked(text, found);
    }

    private static void Find(UnescapedText text, string secret, int shortestBeginning, ref List<(int Start, int End)>? found)
    {
        ReadOnlySpan<char> characters = text.Text;
        int start = 0;
        for (int next; (next = characters[start..].IndexOf(secret, StringComparison.OrdinalIgnoreCase)) >= 0; start += next + secret.Length)
        {
            (found ??= []).Add((text.OffsetOf(start + next), text.OffsetOf(start + next + secret.Length)));
        }

        for (int length = Math.Min(secret.Length - 1, characters.Length - start); length >= shortestBeginning; length--)
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
            // One that overlaps the one before belongs to the same mask.
            if (nextStart >= end)
            {
                masked.Append(text, end, nextStart - end).Append(Mask);
            }

            end = Math.Max(end, nextEnd);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }
}
