namespace Totvs.Webhooks.Sending;

/// <summary>The named <see cref="HttpClient"/> that every delivery is sent with.</summary>
public static class WebhookHttpClient
{
    /// <summary>
    /// The name of the client. A host adds handlers, default headers or a client certificate with <c>ConfigureHttpClient</c> of the
    /// builder, or with <c>services.AddHttpClient(WebhookHttpClient.Name)</c>. Settings for all clients of the host
    /// (<c>ConfigureHttpClientDefaults</c>, options of all names, filters of handlers) do not apply to deliveries, in any order of
    /// registration.
    /// </summary>
    /// <remarks>
    /// To amend the primary handler and keep its rules (addresses checked when they are dialled, no redirects, no cookies), use
    /// <c>UseSocketsHttpHandler((handler, _) => …)</c> or <c>ConfigurePrimaryHttpMessageHandler((handler, _) => …)</c>. A host that
    /// replaces it, such as with a mock for tests, must keep these rules itself; a warning is logged at start. A response to another
    /// request than the POST to the workflow's URL never counts as delivered, so a handler that changes <c>RequestUri</c> must restore it.
    /// </remarks>
    public const string Name = "Totvs.Webhooks";
}
