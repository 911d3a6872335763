using Microsoft.Data.Sqlite;

namespace Totvs.Webhooks.Sqlite.Tests.Support;

/// <summary>What something else does with the file: a database tool, a backup.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly SqliteConnection _connection;

    public OtherProcess(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
    }

    public void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public object? Read(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public void Dispose() => _connection.Dispose();
}
