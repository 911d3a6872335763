using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Sqlite.Recovery;
using Totvs.Webhooks.Sqlite.Schema;
using Totvs.Webhooks.Sqlite.Writing;

namespace Totvs.Webhooks.Sqlite;

/// <summary>The file that the stores of this process share: one writer, and readers that never block it.</summary>
internal sealed class SqliteDatabase : IAsyncDisposable, IDisposable
{
    /// <summary>How many writes may be queued before further callers wait.</summary>
    private const int QueueCapacity = 4_096;

    /// <summary>How often readers ask the writer to restart a log that stays too long.</summary>
    private const int MillisecondsBetweenRequests = 500;

    private readonly SqliteFile _file;
    private readonly SqliteOptions _options;
    private readonly SqliteWriteQueue _queue;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers = new();
    private volatile bool _isOpened;
    private long _restartRequestedAt = -MillisecondsBetweenRequests;

    public SqliteDatabase(
        SqliteOptions options, TimeProvider timeProvider, ILogger<SqliteDatabase> logger, LongestWaits? longestWaits = null)
        : this(options, SqliteSchema.Current, timeProvider, logger, longestWaits)
    {
    }

    public SqliteDatabase(
        SqliteOptions options,
        SqliteSchema schema,
        TimeProvider timeProvider,
        ILogger<SqliteDatabase> logger,
        LongestWaits? longestWaits = null)
    {
        _options = options;
        _file = new SqliteFile(options.ConnectionString);
        _queue = new SqliteWriteQueue(QueueCapacity);
        Clock = new StoreClock(timeProvider);
        var log = new SqliteWriterLog(QuietLogger.Around(logger));
        longestWaits ??= new LongestWaits(new RetryOptions(), TimeSpan.FromMinutes(2));
        var clock = new SqliteClock(Clock, schema, longestWaits, _file.FullPath, log);
        var opening = new SqliteOpening(_file, options, schema, log);
        var logRestart = new SqliteLogRestart(_file, _readers, options.MaxLogLength, log);
        _writer = new SqliteWriter(new SqliteSessionKeeper(_file, opening, logRestart, log), _queue, clock, log);
    }

    public StoreClock Clock { get; }

    public string FullPath => _file.FullPath;

    public SqliteOptions Options => _options;

    public long CommitCount => _writer.CommitCount;

    /// <summary>Does work in a transaction that it may share with the work of other callers.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="work">
    /// The work. It may be called a second time, after a transaction that was rolled back because of another caller's work.
    /// </param>
    /// <param name="weight">About how many rows it touches.</param>
    /// <param name="cancellationToken">
    /// Ends the caller's wait. Work that has not begun is not done then; a commit that is running is finished.
    /// </param>
    /// <returns>The result, once it is committed.</returns>
    /// <exception cref="RetryStoreException">The file cannot be written; nothing of this work was kept.</exception>
    public async Task<TResult> WriteAsync<TResult>(Func<SqliteSession, TResult> work, int weight, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var write = new SqliteWrite<TResult>(work) { Weight = weight };
        await _queue.AddAsync(write, cancellationToken).ConfigureAwait(false);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((SqliteWrite<TResult>)state!).Cancel(token), write);
        TResult result = await write.Task.ConfigureAwait(false);
        _isOpened = true;
        return result;
    }

    /// <summary>Opens the file, unless it is open. The writer opens and creates it, so an empty write does.</summary>
    /// <exception cref="RetryStoreException">The file cannot be opened.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => WriteAsync(static _ => true, weight: 1, cancellationToken);

    /// <summary>Reads what is committed, on a thread of the pool and a connection that does not block the writer.</summary>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="read">Reads the result.</param>
    /// <param name="cancellationToken">Cancels the call before it begins.</param>
    /// <returns>The result.</returns>
    /// <exception cref="RetryStoreException">The file cannot be read.</exception>
    public async Task<TResult> ReadAsync<TResult>(Func<SqliteConnection, TResult> read, CancellationToken cancellationToken)
    {
        if (!_isOpened)
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
            _isOpened = true;
        }

        if (_file.IsLogLongerThan(_options.MaxLogLength))
        {
            await RequestLogRestartAsync(cancellationToken).ConfigureAwait(false);
        }

        await _readers.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Read(read), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _readers.Leave();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _writer.Ended.ConfigureAwait(false);
        _file.ForgetReaders();
    }

    public void Dispose()
    {
        _queue.Close();
        _writer.Join();
        _file.ForgetReaders();
    }

    /// <summary>
    /// Has the writer of this process restart a log that has grown too long while only another process writes. Without it the readers of
    /// this process would not be held back, and would keep that log from being cut.
    /// </summary>
    private async Task RequestLogRestartAsync(CancellationToken cancellationToken)
    {
        long now = Environment.TickCount64;
        long before = Interlocked.Read(ref _restartRequestedAt);
        if (now - before < MillisecondsBetweenRequests
            || Interlocked.CompareExchange(ref _restartRequestedAt, now, before) != before)
        {
            return;
        }

        try
        {
            await WriteAsync(static _ => true, weight: 1, cancellationToken).ConfigureAwait(false);
        }
        catch (RetryStoreException)
        {
            // The file cannot be written now, which callers that write find out. It can be read all the same.
        }
    }

    private TResult Read<TResult>(Func<SqliteConnection, TResult> read)
    {
        try
        {
            using var connection = new SqliteConnection(_file.ReaderConnectionString);
            connection.Open();
            SqliteBusyTimeout.Set(connection, _options.BusyTimeout);
            return read(connection);
        }
        catch (Exception exception) when (exception is not (RetryStoreException or ArgumentException))
        {
            // The next reader asks the writer first, which finds out when the file was deleted.
            _isOpened = false;
            throw SqliteFaults.Translate(exception, _file.FullPath);
        }
    }
}
