using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// Creates the handlers that send deliveries, with a handler factory of the library's own. The host's factory would add what the host's
/// filters add to each client. Settings of the library's client still get their services from the host.
/// </summary>
internal sealed class ClientHandlers : IDisposable
{
    private readonly ServiceProvider _platform;
    private readonly IHttpMessageHandlerFactory _factory;
    private readonly IOptionsMonitor<HttpClientFactoryOptions> _clients;
    private readonly Func<SendingOptions> _sending;
    private readonly ILogger<ClientHandlers> _logger;
    private int _warnings;

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

        // In the factory's scope of the handlers, which is disposed with them. Otherwise each lifetime would leave a scope of the host's
        // undisposed.
        platform.AddScoped(_ => new HostScope(host.CreateScope()));
        platform.AddTransient<HttpMessageHandlerBuilder>(scoped =>
            new ClientHandlerBuilder(Options.SuppressHandlerScope ? host : scoped.GetRequiredService<HostScope>().Services, Finish));
        _platform = platform.BuildServiceProvider();
        _factory = _platform.GetRequiredService<IHttpMessageHandlerFactory>();
    }

    /// <summary>The settings of the library's client.</summary>
    public HttpClientFactoryOptions Options => _clients.Get(WebhookHttpClient.Name);

    /// <summary>The handlers, which are the same until their lifetime ends.</summary>
    public HttpMessageHandler Current() => _factory.CreateHandler(WebhookHttpClient.Name);

    /// <summary>Creates the handlers, so that a fault is logged at the start of the host and not at the first event.</summary>
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

    private HttpMessageHandler Finish(HttpMessageHandler primary)
    {
        IReadOnlyList<string> lost = PrimaryHandlerRules.LostBy(primary, _sending());
        if (lost.Count > 0 && Interlocked.Increment(ref _warnings) == 1)
        {
            SendingLog.PrimaryHandlerLosesRules(_logger, primary.GetType().Name, string.Join(", ", lost));
        }

        // Another primary handler, such as a mock, may respond without reading the content, and would seem to connect until then.
        return primary switch
        {
            SocketsHttpHandler sockets => new ConnectBoundHandler { InnerHandler = new FreshConnectionHandler(sockets) },
            HttpClientHandler => new ConnectBoundHandler { InnerHandler = primary },
            _ => primary,
        };
    }

    /// <summary>A scope of the host's services for the handlers of one lifetime.</summary>
    private sealed class HostScope : IDisposable
    {
        private readonly IServiceScope _scope;

        public HostScope(IServiceScope scope)
        {
            _scope = scope;
        }

        public IServiceProvider Services => _scope.ServiceProvider;

        public void Dispose() => _scope.Dispose();
    }
}
