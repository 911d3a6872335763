using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite;

/// <summary>
/// Opens the file before any hosted service of the host starts, so that a host with a file that cannot be used does not start.
/// </summary>
internal sealed class SqliteStart : IHostedLifecycleService
{
    private readonly IServiceProvider _services;
    private readonly ILogger<SqliteDatabase> _logger;

    public SqliteStart(IServiceProvider services, ILogger<SqliteDatabase> logger)
    {
        _services = services;
        _logger = logger;
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // A store that was registered later has replaced this one; the file is not used then.
        if (_services.GetService<IRetryStore>() is not SqliteRetryStore
            && Unwrap(_services.GetService<IWorkflowStore>()) is not SqliteWorkflowStore)
        {
            return;
        }

        var database = _services.GetRequiredService<SqliteDatabase>();
        WarnOfNetwork(database.FullPath);
        try
        {
            await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RetryStoreException exception) when (exception.InnerException is SqliteException fault && SqliteFaults.PassesByItself(fault))
        {
            SqliteLog.NotOpenedYet(_logger, exception, database.FullPath);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IWorkflowStore? Unwrap(IWorkflowStore? store) => store is CheckedWorkflowStore wrapper ? wrapper.Inner : store;

    private void WarnOfNetwork(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { } directory && new DriveInfo(directory).DriveType == DriveType.Network)
            {
                SqliteLog.OnNetwork(_logger, path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The type of the disk is unknown; opening the file reports what is wrong with it.
        }
    }
}
