using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>Makes quiet loggers of the host's, for code of the platform that works for this library alone.</summary>
/// <param name="provider">The host's services.</param>
internal sealed class QuietLoggerFactory(IServiceProvider provider) : ILoggerFactory
{
    /// <summary>Lets the services of a container of this library's own log to the host.</summary>
    public static void AddTo(IServiceCollection services, IServiceProvider host) => services.AddSingleton<ILoggerFactory>(new QuietLoggerFactory(host));

    public ILogger CreateLogger(string categoryName) => QuietLogger.Of(provider, categoryName);

    /// <summary>Refused: the host's loggers are the host's to set up.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("Add logger providers to the host's own logging.");

    public void Dispose()
    {
        // The host's factory is the host's to dispose of.
    }
}
