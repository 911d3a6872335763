using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Diagnostics;
using Totvs.Webhooks.Sqlite.Catalog;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite;

/// <summary>
/// Keeps workflows in the SQLite file. Where the file is shared, and while someone listens for changes, a counter in the file is looked
/// at every <see cref="SqliteOptions.WorkflowPollInterval"/>, so that changes by other processes are seen: one row that is in memory
/// anyway.
/// </summary>
internal sealed class SqliteWorkflowStore : IWorkflowStore, IAsyncDisposable, IDisposable
{
    private const long NothingTold = -1;

    private readonly SqliteDatabase _database;
    private readonly ILogger<SqliteWorkflowStore> _logger;
    private readonly WorkflowRows _rows;
    private readonly Listeners<IReadOnlyList<Workflow>> _listeners = new();
    private readonly SemaphoreSlim _telling = new(1);
    private readonly ITimer _timer;
    private int _isLooking;
    private long _toldVersion = NothingTold;

    public SqliteWorkflowStore(SqliteDatabase database, ISecretProtector? protector, TimeProvider timeProvider, ILogger<SqliteWorkflowStore> logger)
    {
        _database = database;
        _logger = QuietLogger.Around(logger);
        _rows = new WorkflowRows(database.FullPath, protector);
        TimeSpan interval = database.Options.IsShared ? database.Options.WorkflowPollInterval : Timeout.InfiniteTimeSpan;
        _timer = timeProvider.CreateTimer(static state => _ = ((SqliteWorkflowStore)state!).LookAsync(), this, interval, interval);
    }

    public async Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default)
    {
        WorkflowSnapshot snapshot = await _database.ReadAsync(_rows.List, cancellationToken).ConfigureAwait(false);
        // Whoever asks first need not be told of the same once more.
        Interlocked.CompareExchange(ref _toldVersion, snapshot.Version, NothingTold);
        return snapshot.Workflows;
    }

    public Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(connection => _rows.Find(connection, id), cancellationToken);

    public async Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        string definition = Write(workflow);
        bool isAdded = await _database.WriteAsync(session => WorkflowRows.Add(session, workflow, definition), weight: 1, cancellationToken)
            .ConfigureAwait(false);
        if (!isAdded)
        {
            throw WorkflowDefinitionException.ForTakenId(workflow);
        }

        await TellOfOwnChangeAsync().ConfigureAwait(false);
        return workflow;
    }

    public async Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        string definition = Write(workflow);
        await _database.WriteAsync(session => WorkflowRows.Save(session, (workflow, definition)), weight: 1, cancellationToken).ConfigureAwait(false);
        await TellOfOwnChangeAsync().ConfigureAwait(false);
    }

    public async Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        cancellationToken.ThrowIfCancellationRequested();
        if (workflows.Count == 0)
        {
            return;
        }

        (Workflow Workflow, string Definition)[] rows = [.. workflows.Select(workflow => (workflow, Write(workflow)))];
        await _database.WriteAsync(session => WorkflowRows.Save(session, rows), rows.Length, cancellationToken).ConfigureAwait(false);
        await TellOfOwnChangeAsync().ConfigureAwait(false);
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default)
    {
        bool existed = await _database.WriteAsync(session => WorkflowRows.Delete(session, id), weight: 1, cancellationToken).ConfigureAwait(false);
        if (existed)
        {
            await TellOfOwnChangeAsync().ConfigureAwait(false);
        }

        return existed;
    }

    public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener) => _listeners.Add(listener);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    public void Dispose() => _timer.Dispose();

    private string Write(Workflow workflow)
    {
        try
        {
            return _rows.Write(workflow);
        }
        catch (CryptographicException exception)
        {
            throw new RetryStoreException(
                $"Workflow '{workflow.Name}' ({workflow.Id}) cannot be saved in '{_database.FullPath}': it cannot be encrypted. {exception.Message} " +
                "Mend the key storage of the ISecretProtector.",
                isTransient: false,
                exception);
        }
    }

    private async Task TellOfOwnChangeAsync()
    {
        try
        {
            await TellAsync().ConfigureAwait(false);
        }
        catch (RetryStoreException exception)
        {
            // The change is kept, so the call that made it has not failed; the next look tells of it. Where nobody looks otherwise, one
            // look is due.
            if (!_database.Options.IsShared)
            {
                _timer.Change(_database.Options.WorkflowPollInterval, Timeout.InfiniteTimeSpan);
            }

            SqliteLog.WorkflowsNotRead(_logger, exception, _database.FullPath);
        }
    }

    /// <summary>Tells the listeners, in order, of the newest state there is; what was told already is not told again.</summary>
    private async Task TellAsync()
    {
        if (!_listeners.Any)
        {
            return;
        }

        await _telling.WaitAsync().ConfigureAwait(false);
        try
        {
            WorkflowSnapshot snapshot = await _database.ReadAsync(_rows.List, CancellationToken.None).ConfigureAwait(false);
            if (snapshot.Version != Interlocked.Read(ref _toldVersion))
            {
                Interlocked.Exchange(ref _toldVersion, snapshot.Version);
                _listeners.Notify(snapshot.Workflows);
            }
        }
        finally
        {
            _telling.Release();
        }
    }

    private async Task LookAsync()
    {
        if (!_listeners.Any || Interlocked.Exchange(ref _isLooking, 1) == 1)
        {
            return;
        }

        try
        {
            long version = await _database.ReadAsync(WorkflowRows.ReadVersion, CancellationToken.None).ConfigureAwait(false);
            if (version != Interlocked.Read(ref _toldVersion))
            {
                await TellAsync().ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The edge of a timer's callback: nobody waits for it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SqliteLog.WorkflowsNotRead(_logger, exception, _database.FullPath);
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }
}
