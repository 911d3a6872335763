namespace Totvs.Webhooks.Sending;

/// <summary>The named <see cref="HttpClient"/> that every delivery is sent with.</summary>
public static class WebhookHttpClient
{
    /// <summary>
    /// Its name. A host adds handlers, default headers or a client certificate with <c>ConfigureHttpClient</c> of the builder, or with
    /// <c>services.AddHttpClient(WebhookHttpClient.Name)</c>. What it sets up for all its clients (<c>ConfigureHttpClientDefaults</c>,
    /// options of all names, filters of handlers) does not apply to deliveries, whatever the order of registration.
    /// </summary>
    /// <remarks>
    /// To amend the primary handler and keep its rules (addresses checked as they are dialled, no redirects, no cookies), use
    /// <c>UseSocketsHttpHandler((handler, _) => …)</c> or <c>ConfigurePrimaryHttpMessageHandler((handler, _) => …)</c>. A host that
    /// replaces it (a mock, for tests) takes those rules into its own hands, which a warning says at start. An answer to another request
    /// than the POST to the workflow's URL is never a delivery: a handler that changes <c>RequestUri</c> puts it back.
    /// </remarks>
    public const string Name = "Totvs.Webhooks";
}
