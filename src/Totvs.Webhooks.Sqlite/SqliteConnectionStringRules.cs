using Microsoft.Data.Sqlite;

namespace Totvs.Webhooks.Sqlite;

/// <summary>Which connection strings can work: a plain path to a file, and no keyword that the store cannot do what it says.</summary>
internal static class SqliteConnectionStringRules
{
    private const string Setting = "SqliteOptions.ConnectionString";
    private const string Example = "'Data Source=webhooks.db'";

    /// <summary>What is wrong with a connection string. It may hold a password, so messages name only other values.</summary>
    public static IEnumerable<string> Check(string? connectionString)
    {
        SqliteConnectionStringBuilder builder;
        string? unreadable = null;
        try
        {
            builder = new SqliteConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            builder = [];
            unreadable = exception.Message;
        }

        if (unreadable is not null)
        {
            return [$"{Setting} cannot be read: {unreadable} Give one such as {Example}."];
        }

        IEnumerable<string> ofKeywords = KeywordFaults(builder);
        return DataSourceFault(builder) is { } fault ? ofKeywords.Prepend(fault) : ofKeywords;
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
            yield return $"{Setting} says Vfs={builder.Vfs}, and the store needs the locks and the shared memory of the platform's own; leave it out.";
        }

        if (builder.DefaultTimeout != new SqliteConnectionStringBuilder().DefaultTimeout)
        {
            yield return $"{Setting} says Default Timeout={builder.DefaultTimeout}, which the store does not go by; " +
                "leave it out, and set SqliteOptions.BusyTimeout to say how long a locked file is waited for.";
        }
    }

    private static string? DataSourceFault(SqliteConnectionStringBuilder builder)
    {
        string path = builder.DataSource;
        if (string.IsNullOrWhiteSpace(path))
        {
            return builder.Mode == SqliteOpenMode.Memory ? InMemory(path) : $"{Setting} names no file; give one such as {Example}.";
        }

        if (path.StartsWith(':') || builder.Mode == SqliteOpenMode.Memory)
        {
            return InMemory(path);
        }

        if (path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || path.StartsWith('|') || path.Contains("://", StringComparison.Ordinal))
        {
            return $"{Setting} names a URI or a variable ('{path}'); give a plain path such as {Example}.";
        }

        if (path.StartsWith(@"\\", StringComparison.Ordinal) || (OperatingSystem.IsWindows() && path.StartsWith("//", StringComparison.Ordinal)))
        {
            return $"{Setting} names a file on a network share ('{path}'), where SQLite cannot share a write-ahead log; give a file on a local disk.";
        }

        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            return $"{Setting} names a device ('{path}'); give a file such as {Example}.";
        }

        return Path.EndsInDirectorySeparator(path) || Directory.Exists(path)
            ? $"{Setting} names a directory ('{path}'); give a file in it, such as 'Data Source={Path.Combine(path, "webhooks.db")}'."
            : null;
    }

    private static string InMemory(string path) =>
        $"{Setting} names a database in memory ('{path}'), which would not keep anything; give a file such as {Example}, or use the in-memory store.";
}
