using Microsoft.Extensions.Http;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>Builds the chain of handlers of the library's client.</summary>
internal sealed class ClientHandlerBuilder : HttpMessageHandlerBuilder
{
    private readonly Func<HttpMessageHandler, HttpMessageHandler> _finish;

    /// <param name="services">The host's services, in a scope that lives as long as the handlers.</param>
    /// <param name="finish">Gets the primary handler after all settings are applied, and returns the handler that ends the chain.</param>
    public ClientHandlerBuilder(IServiceProvider services, Func<HttpMessageHandler, HttpMessageHandler> finish)
    {
        Services = services;
        _finish = finish;
    }

    public override string? Name { get; set; }

    // The first of the client's settings assigns it.
    public override HttpMessageHandler PrimaryHandler { get; set; } = null!;

    public override IList<DelegatingHandler> AdditionalHandlers { get; } = [];

    public override IServiceProvider Services { get; }

    public override HttpMessageHandler Build() => CreateHandlerPipeline(_finish(PrimaryHandler), AdditionalHandlers);
}
