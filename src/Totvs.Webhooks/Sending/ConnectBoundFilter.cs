using Microsoft.Extensions.Http;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Puts <see cref="ConnectBoundHandler"/> next to the network: behind every handler of the host's, whose own work is no connecting.
/// </summary>
internal sealed class ConnectBoundFilter : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);

        // Another primary handler, such as a mock, may answer without reading the content, and would seem to connect until then.
        if (builder.Name == WebhookHttpClient.Name && builder.PrimaryHandler is SocketsHttpHandler or HttpClientHandler)
        {
            builder.AdditionalHandlers.Add(new ConnectBoundHandler());
        }
    };
}
