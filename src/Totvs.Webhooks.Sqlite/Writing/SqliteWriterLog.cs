using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// Keeps the writer's log entries until its callers have their results. Otherwise a logger that is slow, or waits for this very store,
/// would hold the callers up. Only the writer's thread uses it.
/// </summary>
internal sealed class SqliteWriterLog : ILogger
{
    private readonly ILogger _logger;
    private readonly Queue<Action> _entries = new();

    /// <summary>Creates a log.</summary>
    /// <param name="logger">The host's logger, which throws nothing.</param>
    public SqliteWriterLog(ILogger logger) => _logger = logger;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => _logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue(() => _logger.Log(logLevel, eventId, state, exception, formatter));

    /// <summary>Passes the entries on to the host's logger.</summary>
    public void Flush()
    {
        while (_entries.TryDequeue(out Action? entry))
        {
            entry();
        }
    }
}
