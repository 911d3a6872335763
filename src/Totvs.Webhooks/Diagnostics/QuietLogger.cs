using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>
/// Writes to the host's logger, and ignores its exceptions: a message that cannot be written must not end a loop, keep the slot of an
/// attempt, or reach a caller. Every logger of this library is one of these.
/// </summary>
internal class QuietLogger : ILogger
{
    private readonly Func<ILogger> _make;
    private volatile ILogger? _logger;

    /// <param name="make">Gets the host's logger. If it throws, it is called again at the next warning.</param>
    public QuietLogger(Func<ILogger> make)
    {
        _make = make;
        _logger = TryMake();
    }

    /// <summary>Creates a quiet logger of the host's, by its category.</summary>
    /// <typeparam name="T">The type that names the category.</typeparam>
    /// <param name="provider">The host's services.</param>
    public static QuietLogger<T> Of<T>(IServiceProvider provider) =>
        new(() => provider.GetService(typeof(ILogger<T>)) as ILogger<T> ?? throw new InvalidOperationException("No logger is registered."));

    /// <summary>Creates a quiet logger of the host's, by its category.</summary>
    /// <param name="provider">The host's services.</param>
    /// <param name="category">The category.</param>
    public static QuietLogger Of(IServiceProvider provider, string category) =>
        new(() => provider.GetService(typeof(ILoggerFactory)) is ILoggerFactory factory
            ? factory.CreateLogger(category)
            : throw new InvalidOperationException("No logger is registered."));

    /// <summary>Makes a logger quiet, if it is not.</summary>
    public static QuietLogger<T> Around<T>(ILogger<T> logger) => logger as QuietLogger<T> ?? new QuietLogger<T>(() => logger);

    /// <summary>Makes a class by its constructor, from services, a quiet logger of its name and other arguments.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="provider">The host's services.</param>
    /// <param name="arguments">What the services do not have.</param>
    public static T Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        IServiceProvider provider,
        params object[] arguments) => ActivatorUtilities.CreateInstance<T>(provider, [Of<T>(provider), .. arguments]);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        try
        {
            return _logger?.BeginScope(state) is { } scope ? new QuietScope(scope) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return LoggerFor(logLevel)?.IsEnabled(logLevel) == true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            LoggerFor(logLevel)?.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is no other place to report the exception to.
        }
    }

    // Not below a warning: there are thousands of such messages, and an exception for each would slow every attempt.
    private ILogger? LoggerFor(LogLevel level) => _logger ?? (level >= LogLevel.Warning ? _logger = TryMake() : null);

    private ILogger? TryMake()
    {
        try
        {
            return _make();
        }
        catch (Exception)
        {
            return null;
        }
    }
}
