using System.Text;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// The secrets of a workflow's action that its receiver sees: the values of headers, and the path and query of the URL, whole and in parts.
/// Each is held in every form in which a receiver may echo it.
/// </summary>
internal sealed class SecretTexts
{
    /// <summary>The number of characters from which a string may reveal a secret.</summary>
    public const int MinLength = 4;

    // Shorter parts are words such as a tenant's name, and masking them would hide half of a message.
    private const int MinPartLength = 8;

    // With its slash a path is not a word. Masking a shorter one would hide the end tags of HTML.
    private const int MinPathLength = MinLength;

    // Each part costs a search through the excerpt, so only the first parts of a URL are searched for one by one.
    private const int MaxParts = 64;

    private static readonly char[] Separators = ['/', '?', '&', '=', ';', ',', ':', '@'];

    // The value is how many of its first characters are masked at the end of a text that was cut.
    private readonly Dictionary<string, int> _texts = new(StringComparer.OrdinalIgnoreCase);

    public SecretTexts(WebhookAction action)
    {
        // A store of the host's may return an unchecked action.
        foreach ((_, string? value) in action.Headers ?? [])
        {
            AddHeader(value?.Trim() ?? "");
        }

        if (action.Url is { IsAbsoluteUri: true })
        {
            AddUrl(action.Url);
        }
    }

    /// <summary>Each secret, with the number of its first characters that reveal it.</summary>
    public Dictionary<string, int> All => _texts;

    private void AddHeader(string value)
    {
        // The word before a space is a scheme such as "Bearer". Messages may name it, so it alone is not masked.
        int scheme = value.IndexOf(' ', StringComparison.Ordinal);
        Add(value, MinPartLength, scheme + 2);

        // A receiver may echo the credentials without the scheme.
        string credentials = value[(value.LastIndexOf(' ') + 1)..];
        Add(credentials, MinPartLength);
        if (value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            AddBasic(credentials);
        }
    }

    /// <summary>Adds a user name and password in clear: a receiver that refuses them may echo them decoded.</summary>
    private void AddBasic(string credentials)
    {
        byte[] bytes = new byte[credentials.Length];
        if (Convert.TryFromBase64String(credentials, bytes, out int length))
        {
            string decoded = Encoding.UTF8.GetString(bytes, 0, length);
            Add(decoded, MinPartLength);
            Add(decoded[(decoded.IndexOf(':', StringComparison.Ordinal) + 1)..], MinPartLength);
        }
    }

    private void AddUrl(Uri url)
    {
        string whole = url.PathAndQuery;
        AddForms(whole, MinPathLength);
        AddForms(url.AbsolutePath, MinPathLength);
        AddForms(url.Query.TrimStart('?'), MinPartLength);
        AddForms(whole + url.Fragment, MinPathLength);
        AddForms(url.Fragment, MinPathLength + 1);

        // A proxy in front of the receiver may have removed the first parts.
        int parts = 0;
        for (int slash = whole.IndexOf('/', 1); slash > 0 && parts < MaxParts / 4; slash = whole.IndexOf('/', slash + 1), parts++)
        {
            AddForms(whole[slash..], MinPathLength + 1);
            AddForms(url.AbsolutePath[Math.Min(slash, url.AbsolutePath.Length)..], MinPathLength + 1);
        }

        IEnumerable<string> all = [.. url.Query.TrimStart('?').Split('&'), .. whole.Split('/'), .. whole.Split(Separators)];
        foreach (string part in all.Where(part => part.Length >= MinPartLength).Distinct().Take(MaxParts))
        {
            AddForms(part, MinPartLength);
        }
    }

    /// <summary>Adds a string as it is sent, without its escapes, and as a receiver decodes it.</summary>
    private void AddForms(string text, int minLength)
    {
        Add(text, minLength);
        Add(UnescapedText.Of(text).Text, minLength);
        string decoded = Uri.UnescapeDataString(text);
        Add(decoded, minLength);
        Add(decoded.Replace('+', ' '), minLength);
    }

    private void Add(string text, int minLength, int minBeginning = 0)
    {
        if (text.Length >= minLength)
        {
            // Fewer characters of a secret at the end of a text may as well begin another word.
            _texts.TryAdd(text, Math.Max(MinLength, minBeginning));
        }
    }
}
