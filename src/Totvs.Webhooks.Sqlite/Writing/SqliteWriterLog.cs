using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>
/// Keeps what the writer has to tell until its callers have their answer: a logger that is slow, or waits for this very store, must not
/// hold them up. Only the writer's thread uses it.
/// </summary>
/// <param name="logger">The host's logger, which throws nothing.</param>
internal sealed class SqliteWriterLog(ILogger logger) : ILogger
{
    private readonly Queue<Action> _entries = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _entries.Enqueue(() => logger.Log(logLevel, eventId, state, exception, formatter));

    /// <summary>Tells what there is to tell.</summary>
    public void Flush()
    {
        while (_entries.TryDequeue(out Action? entry))
        {
            entry();
        }
    }
}
