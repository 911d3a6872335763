using Microsoft.Extensions.Http;

namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>What some libraries register to hang a handler of theirs on every client of the host.</summary>
internal sealed class StampingFilter(string name) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Add(new StampingHandler(name));
    };
}
