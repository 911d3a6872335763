using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Makes the handlers that deliveries go through, by a factory of the platform's that is ours alone: the host's own would hang on them
/// what the host's filters hang on each of its clients. What was set up for our client takes its services from the host all the same.
/// </summary>
internal sealed class ClientHandlers : IDisposable
{
    private readonly ServiceProvider _platform;
    private readonly IHttpMessageHandlerFactory _factory;
    private readonly IOptionsMonitor<HttpClientFactoryOptions> _clients;
    private readonly Func<SendingOptions> _sending;
    private readonly ILogger<ClientHandlers> _logger;
    private int _complaints;

    public ClientHandlers(IServiceProvider host, Func<SendingOptions> sending, ILogger<ClientHandlers> logger)
    {
        _clients = host.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>();
        _sending = sending;
        _logger = logger;

        ServiceCollection platform = [];
        platform.AddHttpClient();
        platform.AddSingleton(_clients);
        QuietLoggerFactory.AddTo(platform, host);
        if (host.GetService<IMeterFactory>() is { } meters)
        {
            platform.AddSingleton(meters);
        }


        // In the factory's own scope of the handlers, which ends with them: a scope of the host's that nothing ends would be left for each
        // lifetime.
        platform.AddScoped(_ => new HostScope(host.CreateScope()));
        platform.AddTransient<HttpMessageHandlerBuilder>(scoped =>
            new ClientHandlerBuilder(Options.SuppressHandlerScope ? host : scoped.GetRequiredService<HostScope>().Services, Judged));
        _platform = platform.BuildServiceProvider();
        _factory = _platform.GetRequiredService<IHttpMessageHandlerFactory>();
    }

    /// <summary>What was set up for our client.</summary>
    public HttpClientFactoryOptions Options => _clients.Get(WebhookHttpClient.Name);

    /// <summary>The handlers: the same ones each time, until their lifetime is over.</summary>
    public HttpMessageHandler Current() => _factory.CreateHandler(WebhookHttpClient.Name);

    /// <summary>Makes them, so that what is wrong with them is said at the start of the host and not at the first event.</summary>
    public void Prepare()
    {
        try
        {
            Current();
        }
        catch (Exception exception)
        {
            SendingLog.HandlersCouldNotBeMade(_logger, exception);
        }
    }

    public void Dispose() => _platform.Dispose();

    private HttpMessageHandler Judged(HttpMessageHandler primary)
    {
        IReadOnlyList<string> lost = PrimaryHandlerRules.LostBy(primary, _sending());
        if (lost.Count > 0 && Interlocked.Increment(ref _complaints) == 1)
        {
            SendingLog.PrimaryHandlerLosesRules(_logger, primary.GetType().Name, string.Join(", ", lost));
        }

        // Another primary handler, such as a mock, may answer without reading the content, and would seem to connect until then.
        return primary switch
        {
            SocketsHttpHandler sockets => new ConnectBoundHandler { InnerHandler = new FreshConnectionHandler(sockets) },
            HttpClientHandler => new ConnectBoundHandler { InnerHandler = primary },
            _ => primary,
        };
    }

    /// <summary>A scope of the host's services for the handlers of one lifetime.</summary>
    private sealed class HostScope(IServiceScope scope) : IDisposable
    {
        public IServiceProvider Services => scope.ServiceProvider;

        public void Dispose() => scope.Dispose();
    }
}
