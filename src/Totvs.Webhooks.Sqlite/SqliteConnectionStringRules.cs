using Microsoft.Data.Sqlite;

namespace Totvs.Webhooks.Sqlite;

/// <summary>Which connection strings can be used: a plain path to a file, and no keyword that the store cannot obey.</summary>
internal static class SqliteConnectionStringRules
{
    private const string Setting = "SqliteOptions.ConnectionString";
    private const string Example = "'Data Source=webhooks.db'";

    /// <summary>Lists the faults of a connection string. It may hold a password, so messages name only other values.</summary>
    public static IEnumerable<string> Check(string? connectionString)
    {
        SqliteConnectionStringBuilder builder;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            return [$"{Setting} cannot be read: {exception.Message} Give one such as {Example}."];
        }

        IEnumerable<string> keywordFaults = KeywordFaults(builder);
        return DataSourceFault(builder) is { } fault ? keywordFaults.Prepend(fault) : keywordFaults;
    }

    private static IEnumerable<string> KeywordFaults(SqliteConnectionStringBuilder builder)
    {
        if (builder.Password.Length > 0)
        {
            yield return $"{Setting} has a Password, and the store's SQLite cannot encrypt files; leave it out. " +
                "Encrypt the disk, and protect the secrets of workflows with ProtectSecretsWithDataProtection() or an ISecretProtector.";
        }

        if (builder.Mode is not (SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite or SqliteOpenMode.Memory))
        {
            yield return $"{Setting} says Mode={builder.Mode}, and the store must write; leave it out.";
        }

        if (builder.Cache == SqliteCacheMode.Shared)
        {
            yield return $"{Setting} says Cache=Shared, with which readers would block the writer; leave it out.";
        }
        else if (!Enum.IsDefined(builder.Cache))
        {
            yield return $"{Setting} says Cache={builder.Cache}, which SQLite does not know; leave it out.";
        }

        if (!string.IsNullOrEmpty(builder.Vfs))
        {
            yield return $"{Setting} says Vfs={builder.Vfs}, and the store needs the locks and the shared memory of the platform's own; " +
                "leave it out.";
        }

        if (builder.DefaultTimeout != new SqliteConnectionStringBuilder().DefaultTimeout)
        {
            yield return $"{Setting} says Default Timeout={builder.DefaultTimeout}, which the store ignores; " +
                "leave it out, and set SqliteOptions.BusyTimeout to how long to wait for a locked file.";
        }
    }

    private static string? DataSourceFault(SqliteConnectionStringBuilder builder)
    {
        string path = builder.DataSource;
        if (string.IsNullOrWhiteSpace(path))
        {
            return builder.Mode == SqliteOpenMode.Memory
                ? DescribeInMemory(path)
                : $"{Setting} names no file; give one such as {Example}.";
        }

        if (path.StartsWith(':') || builder.Mode == SqliteOpenMode.Memory)
        {
            return DescribeInMemory(path);
        }

        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase)
            || path.StartsWith('|')
            || path.Contains("://", StringComparison.Ordinal))
        {
            return $"{Setting} names a URI or a variable ('{path}'); give a plain path such as {Example}.";
        }

        if (path.StartsWith(@"\\", StringComparison.Ordinal)
            || (OperatingSystem.IsWindows() && path.StartsWith("//", StringComparison.Ordinal)))
        {
            return $"{Setting} names a file on a network share ('{path}'), where SQLite cannot share a write-ahead log; " +
                "give a file on a local disk.";
        }

        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            return $"{Setting} names a device ('{path}'); give a file such as {Example}.";
        }

        return Path.EndsInDirectorySeparator(path) || Directory.Exists(path)
            ? $"{Setting} names a directory ('{path}'); give a file in it, such as 'Data Source={Path.Combine(path, "webhooks.db")}'."
            : null;
    }

    private static string DescribeInMemory(string path) =>
        $"{Setting} names a database in memory ('{path}'), which would not keep anything; give a file such as {Example}, " +
        "or use the in-memory store.";
}
