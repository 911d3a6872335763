using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Diagnostics;

/// <summary>Tells the host's logger, and goes on if that throws: what cannot be written down must not end a loop, or keep the room of an attempt for ever.</summary>
/// <typeparam name="T">Whose logger it is.</typeparam>
/// <param name="logger">The host's logger.</param>
internal sealed class QuietLogger<T>(ILogger<T> logger) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }
}
