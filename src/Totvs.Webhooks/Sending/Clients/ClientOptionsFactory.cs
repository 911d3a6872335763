using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Creates the options of the host's HTTP clients as .NET does, and those of the library's client from settings for that client only.
/// The host's defaults cannot be removed afterwards, since they come in too many ways and orders. A retry handler among them would make
/// four POSTs of one attempt, and a default header would send the host's key to receivers.
/// </summary>
internal sealed class ClientOptionsFactory : IOptionsFactory<HttpClientFactoryOptions>
{
    private readonly IEnumerable<IConfigureOptions<HttpClientFactoryOptions>> _setups;
    private readonly IEnumerable<IPostConfigureOptions<HttpClientFactoryOptions>> _laterSetups;
    private readonly IEnumerable<IValidateOptions<HttpClientFactoryOptions>> _validations;
    private readonly OptionsFactory<HttpClientFactoryOptions> _others;

    public ClientOptionsFactory(
        IEnumerable<IConfigureOptions<HttpClientFactoryOptions>> setups,
        IEnumerable<IPostConfigureOptions<HttpClientFactoryOptions>> laterSetups,
        IEnumerable<IValidateOptions<HttpClientFactoryOptions>> validations)
    {
        _setups = setups;
        _laterSetups = laterSetups;
        _validations = validations;
        _others = new OptionsFactory<HttpClientFactoryOptions>(setups, laterSetups, validations);
    }

    public HttpClientFactoryOptions Create(string name) => (name == WebhookHttpClient.Name ? Own() : _others).Create(name);

    private OptionsFactory<HttpClientFactoryOptions> Own() =>
        new([.. _setups.Where(ClientSetups.IsOwn)], [.. _laterSetups.Where(ClientSetups.IsOwn)], _validations);
}
