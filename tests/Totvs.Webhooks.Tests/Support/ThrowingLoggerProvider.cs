using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>
/// A host's logger that throws for the categories of this library and of Data Protection; its other categories are left in peace, or no
/// host would start.
/// </summary>
/// <param name="fault">The call that throws.</param>
public sealed class ThrowingLoggerProvider(LoggerFault fault) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName)
    {
        if (!categoryName.StartsWith("Totvs", StringComparison.Ordinal)
            && !categoryName.Contains("DataProtection", StringComparison.Ordinal))
        {
            return Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        }

        return fault == LoggerFault.CreateLogger
            ? throw new InvalidOperationException("This logger cannot be made.")
            : new ThrowingLogger(fault);
    }

    public void Dispose()
    {
    }

    private sealed class ThrowingLogger(LoggerFault fault) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => throw new InvalidOperationException("This logger has no scopes.");

        public bool IsEnabled(LogLevel logLevel) =>
            fault == LoggerFault.IsEnabled ? throw new InvalidOperationException("This logger knows no levels.") : true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("This logger cannot write.");
    }
}
