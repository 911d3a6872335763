namespace Totvs.Webhooks.Sending;

/// <summary>The named <see cref="HttpClient"/> that every delivery is sent with.</summary>
public static class WebhookHttpClient
{
    /// <summary>
    /// Its name. A host adds handlers, default headers, a client certificate or a proxy with
    /// <c>services.AddHttpClient(WebhookHttpClient.Name)</c>, after <c>AddTotvsWebhooks()</c>. A host that replaces the primary handler
    /// (a mock, for tests) takes the bounds of that handler into its own hands: redirects, cookies, and which addresses are dialled.
    /// </summary>
    public const string Name = "Totvs.Webhooks";
}
