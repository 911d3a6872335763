using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Totvs.Webhooks.Tests.Sending.Clients;

/// <summary>A class of the host that sets up clients by their names: one of them, or all.</summary>
internal sealed class StampingSetup(
    string header, string? client) : IConfigureNamedOptions<HttpClientFactoryOptions>, IPostConfigureOptions<HttpClientFactoryOptions>
{
    public void Configure(HttpClientFactoryOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, HttpClientFactoryOptions options)
    {
        if (client is null || client == name)
        {
            options.HttpMessageHandlerBuilderActions.Add(builder => builder.AdditionalHandlers.Add(new StampingHandler(header)));
        }
    }

    public void PostConfigure(string? name, HttpClientFactoryOptions options) => Configure(name, options);
}
