namespace Totvs.Webhooks.Sending;

/// <summary>Takes the workflow's header values out of what a receiver sent back: some echo the request, and the record of an attempt holds no secret.</summary>
internal static class EchoedHeaders
{
    private const string Mask = "***";

    // Shorter ones are words such as a tenant's name, and would blot out half of a message.
    private const int ShortestSecret = 8;

    public static string? MaskIn(string? excerpt, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        for (int index = 0; excerpt is not null && index < headers.Count; index++)
        {
            string value = headers[index].Value.Trim();
            excerpt = MaskIn(excerpt, value);

            // "Bearer" and "Basic" may be left out by who echoes.
            excerpt = MaskIn(excerpt, value[(value.LastIndexOf(' ') + 1)..]);
        }

        return excerpt;
    }

    private static string MaskIn(string excerpt, string secret) =>
        secret.Length < ShortestSecret ? excerpt : excerpt.Replace(secret, Mask, StringComparison.Ordinal);
}
