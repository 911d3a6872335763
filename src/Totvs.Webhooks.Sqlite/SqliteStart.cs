using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite;

/// <summary>
/// Opens the file before any hosted service of the host starts, so that a host with a file that cannot work does not start.
/// </summary>
internal sealed class SqliteStart(IServiceProvider services, ILogger<SqliteDatabase> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // A store that was chosen later has taken the place of this one; its file is none of the host's then.
        if (services.GetService<IRetryStore>() is not SqliteRetryStore && KeptIn(services.GetService<IWorkflowStore>()) is not SqliteWorkflowStore)
        {
            return;
        }

        var database = services.GetRequiredService<SqliteDatabase>();
        WarnOfNetwork(database.FullPath);
        try
        {
            await database.WriteAsync(static _ => true, weight: 1, cancellationToken).ConfigureAwait(false);
        }
        catch (RetryStoreException exception) when (exception.InnerException is SqliteException fault && SqliteFaults.PassesByItself(fault))
        {
            SqliteLog.NotOpenedYet(logger, exception, database.FullPath);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IWorkflowStore? KeptIn(IWorkflowStore? store) => store is CheckedWorkflowStore around ? around.Inner : store;

    private void WarnOfNetwork(string path)
    {
        try
        {
            if (Path.GetDirectoryName(path) is { } directory && new DriveInfo(directory).DriveType == DriveType.Network)
            {
                SqliteLog.OnNetwork(logger, path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // What kind of disk it is cannot be told; opening the file says what is wrong with it.
        }
    }
}
