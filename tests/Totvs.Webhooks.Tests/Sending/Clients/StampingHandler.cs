namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>A handler of the host that adds a header to what passes.</summary>
internal sealed class StampingHandler(string name, string value = "1") : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation(name, value);
        return base.SendAsync(request, cancellationToken);
    }
}
