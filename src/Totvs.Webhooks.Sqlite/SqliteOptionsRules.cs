using Microsoft.Data.Sqlite;

namespace Totvs.Webhooks.Sqlite;

/// <summary>What <see cref="SqliteOptions"/> must satisfy.</summary>
internal static class SqliteOptionsRules
{
    private static readonly TimeSpan LongestBusyTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPollInterval = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<string> Check(SqliteOptions options)
    {
        if (ConnectionStringFault(options.ConnectionString) is { } fault)
        {
            yield return fault;
        }

        if (!Enum.IsDefined(options.Synchronous))
        {
            yield return $"SqliteOptions.Synchronous is {options.Synchronous}; it must be Full or Normal.";
        }

        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > LongestBusyTimeout)
        {
            yield return $"SqliteOptions.BusyTimeout is {options.BusyTimeout}; it must be from zero to {LongestBusyTimeout}.";
        }

        if (options.WorkflowPollInterval < ShortestPollInterval)
        {
            yield return $"SqliteOptions.WorkflowPollInterval is {options.WorkflowPollInterval}; it must be at least {ShortestPollInterval}.";
        }
    }

    private static string? ConnectionStringFault(string? connectionString)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (ArgumentException exception)
        {
            return $"SqliteOptions.ConnectionString cannot be read: {exception.Message} Give one such as 'Data Source=webhooks.db'.";
        }

        // The string may hold a password, so messages name only the data source.
        if (string.IsNullOrWhiteSpace(builder.DataSource))
        {
            return "SqliteOptions.ConnectionString names no file; give one such as 'Data Source=webhooks.db'.";
        }

        if (builder.DataSource.StartsWith(':') || builder.Mode == SqliteOpenMode.Memory)
        {
            return $"SqliteOptions.ConnectionString names a database in memory ('{builder.DataSource}'), which would not keep anything; " +
                "give a file such as 'Data Source=webhooks.db', or use the in-memory store.";
        }

        if (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || builder.DataSource.StartsWith('|'))
        {
            return $"SqliteOptions.ConnectionString names a URI or a variable ('{builder.DataSource}'); give a plain path such as 'Data Source=webhooks.db'.";
        }

        return builder.Cache == SqliteCacheMode.Shared
            ? "SqliteOptions.ConnectionString says Cache=Shared, with which readers would block the writer; leave it out."
            : null;
    }
}
