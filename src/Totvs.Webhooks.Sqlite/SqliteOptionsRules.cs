namespace Totvs.Webhooks.Sqlite;

/// <summary>What <see cref="SqliteOptions"/> must satisfy.</summary>
internal static class SqliteOptionsRules
{
    private static readonly TimeSpan LongestBusyTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestPollInterval = TimeSpan.FromMilliseconds(100);

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

        if (options.BusyTimeout < TimeSpan.Zero || options.BusyTimeout > LongestBusyTimeout)
        {
            yield return $"SqliteOptions.BusyTimeout is {options.BusyTimeout}; it must be from zero to {LongestBusyTimeout}.";
        }

        if (options.WorkflowPollInterval < ShortestPollInterval)
        {
            yield return $"SqliteOptions.WorkflowPollInterval is {options.WorkflowPollInterval}; it must be at least {ShortestPollInterval}.";
        }
    }
}
