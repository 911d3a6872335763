using Microsoft.Extensions.Http;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>Puts the handlers of our client together.</summary>
/// <param name="services">The host's services, in a scope that lives as long as the handlers.</param>
/// <param name="finish">Gets the primary handler once all that was set up has been at it, and says which one to end in.</param>
internal sealed class ClientHandlerBuilder(IServiceProvider services, Func<HttpMessageHandler, HttpMessageHandler> finish)
    : HttpMessageHandlerBuilder
{
    public override string? Name { get; set; }

    // The first of the client's own setups puts it in.
    public override HttpMessageHandler PrimaryHandler { get; set; } = null!;

    public override IList<DelegatingHandler> AdditionalHandlers { get; } = [];

    public override IServiceProvider Services { get; } = services;

    public override HttpMessageHandler Build() => CreateHandlerPipeline(finish(PrimaryHandler), AdditionalHandlers);
}
