namespace Totvs.Webhooks.Sqlite;

/// <summary>How deliveries and workflows are kept in a SQLite file.</summary>
public sealed class SqliteOptions
{
    /// <summary>
    /// The connection string of Microsoft.Data.Sqlite, such as <c>Data Source=webhooks.db</c>. Required. A relative path is resolved from
    /// the current directory at the start. The file is created when it does not exist, its directory is not. It must be on a local disk,
    /// and hold nothing else. The host does not start with a file that cannot be used. <c>Mode=ReadWrite</c> creates no file;
    /// <c>Pooling=False</c> opens a connection for each reader. Refused are <c>Password</c>, <c>Mode=ReadOnly</c>, <c>Mode=Memory</c>,
    /// <c>Cache=Shared</c>, <c>Vfs</c> and <c>Default Timeout</c>, which <see cref="BusyTimeout"/> replaces.
    /// </summary>
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>
    /// When SQLite makes the operating system write to the disk. Default: <see cref="SqliteSynchronous.Full"/>. With
    /// <see cref="SqliteSynchronous.Normal"/> events that were accepted in the last seconds before a loss of power may be lost.
    /// </summary>
    public SqliteSynchronous Synchronous { get; set; } = SqliteSynchronous.Full;

    /// <summary>
    /// How long to wait for another process that holds the file locked, before the call fails. Default: 5 seconds. From 0 to 10 minutes.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether other processes may use the file too. Default: <see langword="true"/>: the dispatcher polls for the deliveries they add
    /// every <c>Dispatch.SharedStorePollInterval</c>, and for the workflows they change every <see cref="WorkflowPollInterval"/>. Set to
    /// <see langword="false"/> where this process is the only one: nothing is polled then. If another process uses the file all the same,
    /// nothing is lost or broken, but what it adds may stay unnoticed here until there is something else to do.
    /// </summary>
    public bool IsShared { get; set; } = true;

    /// <summary>The maximum length of the write-ahead log, in bytes, before it is restarted. Only tests change it.</summary>
    internal long MaxLogLength { get; set; } = 64L * 1024 * 1024;

    /// <summary>
    /// How often to poll for workflows that another process changed. Default: 2 seconds. At least 100 milliseconds. Each poll reads one
    /// counter in shared memory, a few microseconds, and is made only while there is a listener for changes. Ignored where
    /// <see cref="IsShared"/> is <see langword="false"/>.
    /// </summary>
    public TimeSpan WorkflowPollInterval { get; set; } = TimeSpan.FromSeconds(2);
}
