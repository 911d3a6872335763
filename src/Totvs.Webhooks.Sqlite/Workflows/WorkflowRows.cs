using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Workflows;

/// <summary>
/// Workflows as rows: each is kept as the JSON that definition files have, with its secrets, since it must be sent with them; encrypted where the
/// host has supplied a protector.
/// </summary>
internal sealed class WorkflowRows(string path, ISecretProtector? protector)
{
    private const string Insert = "INSERT INTO workflows (id, name, definition) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";

    private const string Upsert =
        "INSERT INTO workflows (id, name, definition) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = excluded.name, definition = excluded.definition";

    private const string Remove = "DELETE FROM workflows WHERE id = ?1";

    private const string CountChange = "UPDATE file SET workflow_version = workflow_version + 1";

    private const string ProtectedPrefix = "protected:";

    private readonly Lock _lock = new();

    // What was read before and has not changed is not parsed again.
    private Dictionary<string, Workflow> _parsed = [];

    /// <returns>Whether its id was free.</returns>
    public static bool Add(SqliteSession session, Workflow workflow, string definition) =>
        session.Prepared(Insert).Bind(1, workflow.Id).Bind(2, workflow.Name).Bind(3, definition).Execute() == 1 && session.Prepared(CountChange).Execute() == 1;

    public static bool Save(SqliteSession session, Workflow workflow, string definition)
    {
        session.Prepared(Upsert).Bind(1, workflow.Id).Bind(2, workflow.Name).Bind(3, definition).Execute();
        return session.Prepared(CountChange).Execute() == 1;
    }

    public static bool Delete(SqliteSession session, Guid id) =>
        session.Prepared(Remove).Bind(1, id).Execute() == 1 && session.Prepared(CountChange).Execute() == 1;

    public static long ReadVersion(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "SELECT workflow_version FROM file");
        return statement.ReadNumber() ?? 0;
    }

    public string Write(Workflow workflow)
    {
        string json = Encoding.UTF8.GetString(WorkflowWriter.Write([workflow], includeSecrets: true));
        return protector is null ? json : ProtectedPrefix + protector.Protect(json);
    }

    public Workflow? Find(SqliteConnection connection, Guid id)
    {
        using var statement = new SqliteStatement(connection, "SELECT id, definition FROM workflows WHERE id = ?1");
        return statement.Bind(1, id).Read() ? Parse(statement) : null;
    }

    /// <summary>All workflows by name, and how often they had been changed when they were read.</summary>
    public WorkflowSnapshot List(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        long version = ReadVersion(connection);
        using var statement = new SqliteStatement(connection, "SELECT id, definition FROM workflows");
        var workflows = new List<Workflow>();
        var parsed = new Dictionary<string, Workflow>();
        while (statement.Read())
        {
            Workflow workflow = Parse(statement);
            workflows.Add(workflow);
            parsed[statement.GetString(1)] = workflow;
        }

        lock (_lock)
        {
            _parsed = parsed;
        }

        return new WorkflowSnapshot(
            version,
            [.. workflows.OrderBy(workflow => workflow.Name, StringComparer.Ordinal).ThenBy(workflow => workflow.Id)]);
    }

    private Workflow Parse(SqliteStatement row)
    {
        string definition = row.GetString(1);
        lock (_lock)
        {
            if (_parsed.TryGetValue(definition, out Workflow? known))
            {
                return known;
            }
        }

        try
        {
            return WorkflowReader.Read(Encoding.UTF8.GetBytes(Unprotect(definition)))[0];
        }
        catch (WorkflowDefinitionException exception)
        {
            throw new RetryStoreException(
                $"The SQLite store '{path}' holds a workflow '{row.GetGuid(0)}' that this version cannot read: {exception.Message} " +
                "Update the package to the version that saved it, or delete the workflow and set it up again.",
                isTransient: false,
                exception);
        }
        catch (CryptographicException exception)
        {
            throw new RetryStoreException(
                $"The SQLite store '{path}' holds a workflow '{row.GetGuid(0)}' that cannot be decrypted: {exception.Message} " +
                "Give the host the keys it was saved with, or delete the workflow and set it up again.",
                isTransient: false,
                exception);
        }
    }

    private string Unprotect(string definition)
    {
        if (!definition.StartsWith(ProtectedPrefix, StringComparison.Ordinal))
        {
            return definition;
        }

        return protector is null
            ? throw new CryptographicException("it is encrypted, and no ISecretProtector is registered.")
            : protector.Unprotect(definition[ProtectedPrefix.Length..]);
    }
}
