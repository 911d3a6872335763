using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>Creates quiet loggers of the host's, for code of .NET that this library runs in its own container.</summary>
internal sealed class QuietLoggerFactory : ILoggerFactory
{
    private readonly IServiceProvider _host;

    public QuietLoggerFactory(IServiceProvider host)
    {
        _host = host;
    }

    /// <summary>Lets the services of a container of this library log to the host.</summary>
    public static void AddTo(IServiceCollection services, IServiceProvider host) =>
        services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(host));

    public ILogger CreateLogger(string categoryName) => QuietLogger.Of(_host, categoryName);

    /// <summary>Not supported: the host sets its loggers up.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Add logger providers to the host's own logging.");

    public void Dispose()
    {
        // The host disposes its own factory.
    }
}
