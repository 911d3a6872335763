using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Makes the options of the host's HTTP clients as ever, and those of our client of what names it alone. Defaults come in by too many
/// ways and orders to be taken back afterwards: a retrying handler among them would make four POSTs of one attempt, a default header
/// would carry the host's key to strangers.
/// </summary>
internal sealed class ClientOptionsFactory(
    IEnumerable<IConfigureOptions<HttpClientFactoryOptions>> setups,
    IEnumerable<IPostConfigureOptions<HttpClientFactoryOptions>> laterSetups,
    IEnumerable<IValidateOptions<HttpClientFactoryOptions>> validations) : IOptionsFactory<HttpClientFactoryOptions>
{
    private readonly OptionsFactory<HttpClientFactoryOptions> _others = new(setups, laterSetups, validations);

    public HttpClientFactoryOptions Create(string name) => (name == WebhookHttpClient.Name ? Own() : _others).Create(name);

    private OptionsFactory<HttpClientFactoryOptions> Own() =>
        new([.. setups.Where(ClientSetups.IsOwn)], [.. laterSetups.Where(ClientSetups.IsOwn)], validations);
}
