using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Catalog;

/// <summary>
/// Workflows as rows: each is kept as the JSON that definition files have, with its secrets, since it must be sent with them; encrypted
/// where the host has supplied a protector. One that cannot be read is told of beside the others.
/// </summary>
internal sealed class WorkflowRows(string path, ISecretProtector? protector)
{
    private const string Insert = "INSERT INTO workflows (id, name, definition) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";

    private const string Upsert =
        "INSERT INTO workflows (id, name, definition) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET name = excluded.name, definition = excluded.definition";

    private const string Remove = "DELETE FROM workflows WHERE id = ?1";

    private const string Exists = "SELECT 1 FROM workflows WHERE id = ?1";

    private const string CountChange = "UPDATE file SET workflow_version = workflow_version + 1";

    private const int IdLength = 16;

    private readonly DefinitionReader _definitions = new(protector);
    private readonly Lock _lock = new();

    // What was read before and has not changed is not parsed again.
    private Dictionary<string, Workflow> _parsed = [];

    /// <returns>Whether its id was free.</returns>
    public static bool Add(SqliteSession session, Workflow workflow, string definition) =>
        SqliteOverwriting.Execute(session, session.Prepared(Insert).Bind(1, workflow.Id).Bind(2, workflow.Name).Bind(3, definition), replaces: false) == 1
        && session.Prepared(CountChange).Execute() == 1;

    public static bool Save(SqliteSession session, params IReadOnlyList<(Workflow Workflow, string Definition)> rows)
    {
        bool replaces = rows.Any(row => session.Prepared(Exists).Bind(1, row.Workflow.Id).ReadNumber() is not null);
        SqliteOverwriting.Execute(
            session,
            () => rows.Sum(row => session.Prepared(Upsert).Bind(1, row.Workflow.Id).Bind(2, row.Workflow.Name).Bind(3, row.Definition).Execute()),
            replaces);
        return session.Prepared(CountChange).Execute() == 1;
    }

    public static bool Delete(SqliteSession session, Guid id) =>
        SqliteOverwriting.Execute(session, session.Prepared(Remove).Bind(1, id), replaces: true) == 1 && session.Prepared(CountChange).Execute() == 1;

    public static long ReadVersion(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "SELECT workflow_version FROM file");
        return statement.ReadNumber() ?? 0;
    }

    public string Write(Workflow workflow) => _definitions.Write(workflow);

    /// <exception cref="RetryStoreException">It is there, but cannot be read; the message has the remedy.</exception>
    public Workflow? Find(SqliteConnection connection, Guid id)
    {
        using var statement = new SqliteStatement(connection, "SELECT id, definition, name FROM workflows WHERE id = ?1");
        if (!statement.Bind(1, id).Read())
        {
            return null;
        }

        StoredRow row = Read(statement);
        return row.Workflow ?? throw new RetryStoreException(
            $"The SQLite store '{path}' holds a workflow '{id}' that is out of force. {row.OutOfForce!.Reason}",
            isTransient: false,
            row.Cause);
    }

    /// <summary>All workflows by name, and how often they had been changed when they were read.</summary>
    public WorkflowSnapshot List(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        long version = ReadVersion(connection);
        using var statement = new SqliteStatement(connection, "SELECT id, definition, name FROM workflows");
        var workflows = new List<Workflow>();
        var outOfForce = new List<OutOfForceWorkflow>();
        var parsed = new Dictionary<string, Workflow>();
        while (statement.Read())
        {
            StoredRow row = Read(statement);
            if (row.Workflow is { } workflow)
            {
                workflows.Add(workflow);
                parsed[statement.GetString(1)] = workflow;
            }
            else
            {
                outOfForce.Add(row.OutOfForce!);
            }
        }

        lock (_lock)
        {
            _parsed = parsed;
        }

        Workflow[] sorted = [.. workflows.OrderBy(workflow => workflow.Name, StringComparer.Ordinal).ThenBy(workflow => workflow.Id)];
        return new WorkflowSnapshot(version, outOfForce.Count == 0 ? sorted : new StoredWorkflows(sorted, outOfForce));
    }

    private StoredRow Read(SqliteStatement row)
    {
        string definition = row.GetString(1);
        if (row.GetBytes(0).Length != IdLength)
        {
            return new StoredRow(
                null,
                new OutOfForceWorkflow(
                    Guid.Empty,
                    row.GetString(2),
                    "Its row has an id that is not one. Delete the row, and set the workflow up again."),
                Cause: null);
        }

        Guid id = row.GetGuid(0);
        lock (_lock)
        {
            if (_parsed.TryGetValue(definition, out Workflow? known) && known.Id == id)
            {
                return new StoredRow(known, OutOfForce: null, Cause: null);
            }
        }

        return _definitions.Read(id, row.GetString(2), definition);
    }
}
