namespace Totvs.Webhooks.Sqlite;

/// <summary>What <see cref="SqliteOptions"/> must satisfy.</summary>
internal static class SqliteOptionsRules
{
    private static readonly TimeSpan MaxBusyTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MinPollInterval = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<string> Check(SqliteOptions options)
    {
        foreach (string fault in SqliteConnectionStringRules.Check(options.ConnectionString))
        {
            yield return fault;
        }

        if (!Enum.IsDefined(options.Synchronous))
        {
            yield return $"SqliteOptions.Synchronous is {options.Synchronous}; it must be Full or Normal.";
        }

        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > MaxBusyTimeout)
        {
            yield return $"SqliteOptions.BusyTimeout is {options.BusyTimeout}; it must be from zero to {MaxBusyTimeout}.";
        }

        if (options.WorkflowPollInterval < MinPollInterval)
        {
            yield return $"SqliteOptions.WorkflowPollInterval is {options.WorkflowPollInterval}; it must be at least {MinPollInterval}.";
        }
    }
}
