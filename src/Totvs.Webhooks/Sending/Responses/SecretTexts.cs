using System.Text;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// The texts of a workflow's action that are secrets and that its receiver sees: the values of headers, and the path and query of the URL,
/// whole and in parts.
/// Each is there in every form in which a receiver that echoes it may write it.
/// </summary>
internal sealed class SecretTexts
{
    /// <summary>A text of fewer characters gives none away.</summary>
    public const int Shortest = 4;

    // Shorter ones are words such as a tenant's name, and would blot out half of a message.
    private const int ShortestPart = 8;

    // With its slash a path is no word; a shorter one would blot out the end tags of HTML.
    private const int ShortestPath = Shortest;

    // Of a URL with more parts only the first are looked for one by one. Each costs a search through the excerpt.
    private const int MostParts = 64;

    private static readonly char[] Separators = ['/', '?', '&', '=', ';', ',', ':', '@'];

    // Each with how many of its first characters are enough at the end of a text that was cut.
    private readonly Dictionary<string, int> _texts = new(StringComparer.OrdinalIgnoreCase);

    public SecretTexts(WebhookAction action)
    {
        // A store of the host's own may hand over what was not checked.
        foreach ((_, string? value) in action.Headers ?? [])
        {
            AddHeader(value?.Trim() ?? "");
        }

        if (action.Url is { IsAbsoluteUri: true })
        {
            AddUrl(action.Url);
        }
    }

    /// <summary>Each text, with the number of its first characters that give it away.</summary>
    public Dictionary<string, int> All => _texts;

    private void AddHeader(string value)
    {
        // The word before a space is a scheme, such as "Bearer", which messages name for good reason.
        int scheme = value.IndexOf(' ', StringComparison.Ordinal);
        Add(value, ShortestPart, scheme + 2);

        // "Bearer" and "Basic" may be left out by a receiver that echoes.
        string credentials = value[(value.LastIndexOf(' ') + 1)..];
        Add(credentials, ShortestPart);
        if (value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            AddBasic(credentials);
        }
    }

    /// <summary>A receiver that refuses a name and password may repeat them as it decoded them.</summary>
    private void AddBasic(string credentials)
    {
        byte[] bytes = new byte[credentials.Length];
        if (Convert.TryFromBase64String(credentials, bytes, out int length))
        {
            string decoded = Encoding.UTF8.GetString(bytes, 0, length);
            Add(decoded, ShortestPart);
            Add(decoded[(decoded.IndexOf(':', StringComparison.Ordinal) + 1)..], ShortestPart);
        }
    }

    private void AddUrl(Uri url)
    {
        string whole = url.PathAndQuery;
        AddForms(whole, ShortestPath);
        AddForms(url.AbsolutePath, ShortestPath);
        AddForms(url.Query.TrimStart('?'), ShortestPart);
        AddForms(whole + url.Fragment, ShortestPath);
        AddForms(url.Fragment, ShortestPath + 1);

        // A proxy may have taken the first parts off.
        int parts = 0;
        for (int slash = whole.IndexOf('/', 1); slash > 0 && parts < MostParts / 4; slash = whole.IndexOf('/', slash + 1), parts++)
        {
            AddForms(whole[slash..], ShortestPath + 1);
            AddForms(url.AbsolutePath[Math.Min(slash, url.AbsolutePath.Length)..], ShortestPath + 1);
        }

        IEnumerable<string> all = [.. url.Query.TrimStart('?').Split('&'), .. whole.Split('/'), .. whole.Split(Separators)];
        foreach (string part in all.Where(part => part.Length >= ShortestPart).Distinct().Take(MostParts))
        {
            AddForms(part, ShortestPart);
        }
    }

    /// <summary>Adds a text as it goes out, without its escapes, and as a receiver reads it.</summary>
    private void AddForms(string text, int shortest)
    {
        Add(text, shortest);
        Add(UnescapedText.Of(text).Text, shortest);
        string decoded = Uri.UnescapeDataString(text);
        Add(decoded, shortest);
        Add(decoded.Replace('+', ' '), shortest);
    }

    private void Add(string text, int shortest, int shortestBeginning = 0)
    {
        if (text.Length >= shortest)
        {
            // Fewer characters of a secret at the end of a text are as likely the beginning of a word.
            _texts.TryAdd(text, Math.Max(Shortest, shortestBeginning));
        }
    }
}
