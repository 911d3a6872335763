using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
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
    /// <summary>How many calls may wait for the writer before further callers are held back.</summary>
    private const int QueueCapacity = 4_096;

    /// <summary>How often readers let the writer look at a log that stays too long.</summary>
    private const int MillisecondsBetweenLooks = 500;

    private readonly SqliteFile _file;
    private readonly SqliteOptions _options;
    private readonly SqliteWriteQueue _queue;
    private readonly SqliteWriter _writer;
    private readonly SqliteReaders _readers = new();
    private volatile bool _isOpened;
    private long _lookedAtLog = -MillisecondsBetweenLooks;

    public SqliteDatabase(SqliteOptions options, TimeProvider timeProvider, ILogger<SqliteDatabase> logger, LongestWaits? longestWaits = null)
        : this(options, SqliteSchema.Current, timeProvider, logger, longestWaits)
    {
    }

    public SqliteDatabase(
        SqliteOptions options, SqliteSchema schema, TimeProvider timeProvider, ILogger<SqliteDatabase> logger, LongestWaits? longestWaits = null)
    {
        _options = options;
        _file = new SqliteFile(options.ConnectionString);
        _queue = new SqliteWriteQueue(QueueCapacity);
        Clock = new StoreClock(timeProvider);
        var log = new SqliteWriterLog(QuietLogger.Around(logger));
        longestWaits ??= new LongestWaits(new RetryOptions(), TimeSpan.FromMinutes(2));
        var clock = new SqliteClock(Clock, schema, longestWaits, _file.FullPath, log);
        var logRestart = new SqliteLogRestart(_file, _readers, options.LongestLog, log);
        _writer = new SqliteWriter(new SqliteSessionKeeper(_file, options, schema, logRestart, log), _queue, clock, log);
    }

    public StoreClock Clock { get; }

    public string FullPath => _file.FullPath;

    public SqliteOptions Options => _options;

    public long CommitCount => _writer.CommitCount;

    /// <summary>Does work in a transaction that it may share with others.</summary>
    /// <typeparam name="TResult">What it results in.</typeparam>
    /// <param name="work">
    /// The work. It may be called a second time, after a transaction that was rolled back for the sake of another caller.
    /// </param>
    /// <param name="weight">How many rows it touches, about.</param>
    /// <param name="cancellationToken">
    /// Ends the caller's wait. Work that has not begun is not done then; a commit under way goes on.
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

    /// <summary>Reads what is committed, on a thread of the pool and a connection that holds up no writer.</summary>
    /// <typeparam name="TResult">What is read.</typeparam>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Cancels the call before it begins.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="RetryStoreException">The file cannot be read.</exception>
    public async Task<TResult> ReadAsync<TResult>(Func<SqliteConnection, TResult> read, CancellationToken cancellationToken)
    {
        if (!_isOpened)
        {
            // The writer makes the file and its tables.
            await WriteAsync(static _ => true, weight: 1, cancellationToken).ConfigureAwait(false);
            _isOpened = true;
        }

        if (_file.IsLogLongerThan(_options.LongestLog))
        {
            await LetWriterLookAsync(cancellationToken).ConfigureAwait(false);
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
    /// Lets the writer look after a log that has grown too long, where it is another process that writes: it holds back the readers of
    /// this process then.
    /// </summary>
    private async Task LetWriterLookAsync(CancellationToken cancellationToken)
    {
        long now = Environment.TickCount64;
        long before = Interlocked.Read(ref _lookedAtLog);
        if (now - before < MillisecondsBetweenLooks || Interlocked.CompareExchange(ref _lookedAtLog, now, before) != before)
        {
            return;
        }

        try
        {
            await WriteAsync(static _ => true, weight: 1, cancellationToken).ConfigureAwait(false);
        }
        catch (RetryStoreException)
        {
            // The file cannot be written now. It can be read all the same, and those who write are told.
        }
    }

    private TResult Read<TResult>(Func<SqliteConnection, TResult> read)
    {
        try
        {
            using var connection = new SqliteConnection(_file.ReaderConnectionString);
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, (int)_options.BusyTimeout.TotalMilliseconds);
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
