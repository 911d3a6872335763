using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Catalog;

/// <summary>
/// Workflows as rows. Each is kept as the JSON that definition files have, with its secrets, which its webhook needs; encrypted where the
/// host has registered a protector. A row that cannot be read is reported beside the other workflows.
/// </summary>
internal sealed class WorkflowRows
{
    public const string Columns = "id, name, definition";

    private const string Select = $"SELECT {Columns} FROM workflows";

    private const string SelectOne = $"{Select} WHERE id = ?1";

    private const string Insert = $"INSERT INTO workflows ({Columns}) VALUES (?1, ?2, ?3) ON CONFLICT (id)";

    private const string InsertNew = $"{Insert} DO NOTHING";

    private const string Upsert = $"{Insert} DO UPDATE SET name = excluded.name, definition = excluded.definition";

    private const string Remove = "DELETE FROM workflows WHERE id = ?1";

    private const string Exists = "SELECT 1 FROM workflows WHERE id = ?1";

    private const string CountChange = "UPDATE file SET workflow_version = workflow_version + 1";

    private const int Id = 0;
    private const int Name = 1;
    private const int Definition = 2;
    private const int IdLength = 16;

    private readonly string _path;
    private readonly DefinitionReader _definitions;
    private readonly Lock _lock = new();

    // By definition: what was read before and has not changed is not parsed again.
    private Dictionary<string, Workflow> _parsed = [];

    public WorkflowRows(string path, ISecretProtector? protector)
    {
        _path = path;
        _definitions = new DefinitionReader(protector);
    }

    /// <returns>Whether the id was free.</returns>
    public static bool Add(SqliteSession session, Workflow workflow, string definition) =>
        SqliteOverwriting.Execute(session, Bound(session, InsertNew, workflow, definition), replaces: false) == 1
        && session.Prepared(CountChange).Execute() == 1;

    public static bool Save(SqliteSession session, params IReadOnlyList<(Workflow Workflow, string Definition)> rows)
    {
        bool replaces = rows.Any(row => session.Prepared(Exists).Bind(1, row.Workflow.Id).ReadNumber() is not null);
        SqliteOverwriting.Execute(
            session,
            () => rows.Sum(row => Bound(session, Upsert, row.Workflow, row.Definition).Execute()),
            replaces);
        return session.Prepared(CountChange).Execute() == 1;
    }

    public static bool Delete(SqliteSession session, Guid id) =>
        SqliteOverwriting.Execute(session, session.Prepared(Remove).Bind(1, id), replaces: true) == 1
        && session.Prepared(CountChange).Execute() == 1;

    /// <summary>How often the workflows have been changed, by any process.</summary>
    public static long ReadVersion(SqliteConnection connection)
    {
        using var statement = new SqliteStatement(connection, "SELECT workflow_version FROM file");
        return statement.ReadNumber() ?? 0;
    }

    public string Write(Workflow workflow) => _definitions.Write(workflow);

    /// <exception cref="RetryStoreException">The workflow is stored, but cannot be read; the message has the remedy.</exception>
    public Workflow? Find(SqliteConnection connection, Guid id)
    {
        using var statement = new SqliteStatement(connection, SelectOne);
        if (!statement.Bind(1, id).Read())
        {
            return null;
        }

        StoredRow row = Read(statement);
        return row.Workflow ?? throw new RetryStoreException(
            $"The SQLite store '{_path}' holds a workflow '{id}' that is out of force. {row.OutOfForce!.Reason}",
            isTransient: false,
            row.Cause);
    }

    /// <summary>All workflows by name, and how often they had been changed by then.</summary>
    public WorkflowSnapshot List(SqliteConnection connection)
    {
        using var snapshot = new SqliteSnapshot(connection);
        long version = ReadVersion(connection);
        using var statement = new SqliteStatement(connection, Select);
        var workflows = new List<Workflow>();
        var outOfForce = new List<OutOfForceWorkflow>();
        var parsed = new Dictionary<string, Workflow>();
        while (statement.Read())
        {
            StoredRow row = Read(statement);
            if (row.Workflow is { } workflow)
            {
                workflows.Add(workflow);
                parsed[statement.GetString(Definition)] = workflow;
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

    private static SqliteStatement Bound(SqliteSession session, string sql, Workflow workflow, string definition) =>
        session.Prepared(sql).Bind(1, workflow.Id).Bind(2, workflow.Name).Bind(3, definition);

    private StoredRow Read(SqliteStatement row)
    {
        string definition = row.GetString(Definition);
        if (row.GetBytes(Id).Length != IdLength)
        {
            return new StoredRow(
                null,
                new OutOfForceWorkflow(
                    Guid.Empty,
                    row.GetString(Name),
                    "Its row has an id that is not one. Delete the row, and set the workflow up again."),
                Cause: null);
        }

        Guid id = row.GetGuid(Id);
        lock (_lock)
        {
            if (_parsed.TryGetValue(definition, out Workflow? known) && known.Id == id)
            {
                return new StoredRow(known, OutOfForce: null, Cause: null);
            }
        }

        return _definitions.Read(id, row.GetString(Name), definition);
    }
}
