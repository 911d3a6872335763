using System.Globalization;
using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Catalog;

/// <summary>
/// Writes definitions so that what they replace does not stay in the bytes of the file. SQLite leaves what is deleted where it was; told
/// to overwrite it, it still leaves copies of rows that it moved from page to page. So the whole table is written anew while it is small.
/// </summary>
internal static class SqliteOverwriting
{
    /// <summary>Up to how many rows the table is written anew: some milliseconds.</summary>
    private const int MostRows = 500;

    /// <summary>Runs a statement that adds, replaces or removes definitions.</summary>
    /// <param name="session">The session, in a transaction.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="replaces">Whether it may replace or remove one; a copy of what is only added is no fault.</param>
    /// <returns>How many rows it changed.</returns>
    public static int Execute(SqliteSession session, SqliteStatement statement, bool replaces) => Execute(session, statement.Execute, replaces);

    /// <summary>Runs statements that add, replace or remove definitions.</summary>
    /// <param name="session">The session, in a transaction.</param>
    /// <param name="statements">Runs them, and says how many rows they changed.</param>
    /// <param name="replaces">Whether they may replace or remove one; a copy of what is only added is no fault.</param>
    /// <returns>How many rows they changed.</returns>
    public static int Execute(SqliteSession session, Func<int> statements, bool replaces)
    {
        // Not for every statement: to overwrite what leaves the queue would write its pages once more.
        session.Execute("PRAGMA secure_delete = ON");
        try
        {
            int changed = statements();
            if (replaces && changed > 0)
            {
                session.HasOverwritten = true;
                if (session.ReadNumber("SELECT count(*) FROM (SELECT 1 FROM workflows LIMIT 501)") <= MostRows)
                {
                    WriteAnew(session);
                }
            }

            return changed;
        }
        finally
        {
            session.Execute("PRAGMA secure_delete = OFF");
        }
    }

    private static void WriteAnew(SqliteSession session)
    {
        List<object[]> rows = Read(session.Connection);
        session.Execute("DELETE FROM workflows");
        if (rows.Count == 0)
        {
            return;
        }

        using SqliteCommand insert = session.Connection.CreateCommand();
        string[] names = [.. Enumerable.Range(0, rows[0].Length).Select(index => string.Create(CultureInfo.InvariantCulture, $"$value{index}"))];
#pragma warning disable CA2100 // Made of numbers alone.
        insert.CommandText = $"INSERT INTO workflows VALUES ({string.Join(", ", names)})";
#pragma warning restore CA2100
        foreach (object[] row in rows)
        {
            insert.Parameters.Clear();
            for (int index = 0; index < row.Length; index++)
            {
                insert.Parameters.AddWithValue(names[index], row[index]);
            }

            insert.ExecuteNonQuery();
        }
    }

    private static List<object[]> Read(SqliteConnection connection)
    {
        using SqliteCommand select = connection.CreateCommand();
        select.CommandText = "SELECT * FROM workflows ORDER BY id";
        using SqliteDataReader reader = select.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
