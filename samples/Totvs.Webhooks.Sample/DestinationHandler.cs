namespace Totvs.Webhooks.Sample;

/// <summary>
/// Sends every webhook to one place, because the hosts in <c>workflows.json</c> (<c>erp.example</c> and others) do not exist. It is
/// added to the library's named <c>HttpClient</c>, where an application would put its proxy or client certificate; the workflows are
/// not changed.
/// </summary>
/// <param name="address">The local receiver, which keeps the path, or a URL to use as it stands.</param>
/// <param name="keepsPath">Whether the path of the workflow's URL is kept.</param>
internal sealed class DestinationHandler(Uri address, bool keepsPath) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri original = request.RequestUri!;
        request.RequestUri = keepsPath ? new Uri(address, original.PathAndQuery) : address;
        request.Headers.Host = keepsPath ? original.Authority : null;
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Put back: the library takes an answer from another URL for a followed redirect, which is no delivery.
            request.RequestUri = original;
        }
    }
}
