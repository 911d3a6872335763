using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Looks for deliveries to give up. Ages follow the order of adding, so that the oldest are found at the front of the table without an
/// index, which each delivery would pay for; only redelivered ones, which stand where they were added, are passed over on the way.
/// </summary>
/// <param name="connection">A reader's connection.</param>
/// <param name="request">What has to be given up.</param>
/// <param name="now">The time, in ticks.</param>
internal sealed class GiveUpSearch(SqliteConnection connection, GiveUpRequest request, long now)
{
    private const string Columns =
        "sequence, workflow_id, record_id, is_ordered, due_at, coalesce(lease_ends_at, 0), redelivered_at, added_at";

    /// <summary>
    /// How many rows that are passed over cost a second of rest. Without it a look each second over a million redelivered rows keeps a
    /// core busy.
    /// </summary>
    private const int RowsPerSecondOfRest = 100_000;

    private const string ByAge = $"SELECT {Columns} FROM deliveries ORDER BY sequence";

    private const string OfWorkflow = $"SELECT {Columns} FROM deliveries WHERE workflow_id = ?1 ORDER BY due_at, sequence";

    private readonly GiveUpPlan _plan = new();
    private readonly Dictionary<Guid, long> _missingSince = [];
    private readonly HashSet<(Guid WorkflowId, string RecordId)> _freed = [];
    private long? _agesFrom;
    private int _passedOver;

    public GiveUpPlan Find()
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: true);
        using (var file = new SqliteStatement(connection, "SELECT ages_from FROM file"))
        {
            _agesFrom = file.ReadNumber();
        }

        if (request.Workflows is { } workflows)
        {
            FindMissing(workflows);
        }

        if (request.Age is { } age)
        {
            using var byAge = new SqliteStatement(connection, ByAge);
            Go(byAge, age.Ticks, since: 0, isWorkflowMissing: false);
        }

        foreach ((Guid workflow, long since) in _missingSince)
        {
            if (now - since < request.MissingWorkflowAge.Ticks)
            {
                _plan.NoteNext(since + request.MissingWorkflowAge.Ticks - now);
                continue;
            }

            using var ofWorkflow = new SqliteStatement(connection, OfWorkflow);
            Go(ofWorkflow.Bind(1, workflow), request.MissingWorkflowAge.Ticks, since, isWorkflowMissing: true);
        }

        _plan.Rest(TimeSpan.FromSeconds(_passedOver / RowsPerSecondOfRest));
        return _plan;
    }

    private void FindMissing(IReadOnlySet<Guid> workflows)
    {
        var unfinished = new HashSet<Guid>();
        using (var next = new SqliteStatement(connection, DeliveryQueues.Next))
        {
            unfinished.UnionWith(DeliveryQueues.Fronts(next).Select(front => front.WorkflowId));
        }

        using (var noted = new SqliteStatement(connection, "SELECT workflow_id, since FROM absent_workflows"))
        {
            while (noted.Read())
            {
                _missingSince[noted.GetGuid(0)] = noted.GetLong(1);
            }
        }

        Func<Guid, bool> isMissingNoMore = workflow => workflows.Contains(workflow) || !unfinished.Contains(workflow);
        foreach (Guid forgotten in _missingSince.Keys.Where(isMissingNoMore).ToArray())
        {
            _missingSince.Remove(forgotten);
            _plan.ToForget.Add(forgotten);
        }

        foreach (Guid missing in unfinished.Where(workflow => !workflows.Contains(workflow)))
        {
            if (_missingSince.TryAdd(missing, now))
            {
                _plan.ToNote.Add(missing);
            }

            _plan.MissingWorkflows.Add(new MissingWorkflow(missing, TimeSpan.FromTicks(Math.Max(0, now - _missingSince[missing]))));
        }
    }

    /// <summary>Goes through rows until enough are found.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="age">From which age on they are to be given up, in ticks.</param>
    /// <param name="since">The least time from which the age counts.</param>
    /// <param name="isWorkflowMissing">
    /// Whether they are those of a workflow that is missing; otherwise they come in the order of adding.
    /// </param>
    private void Go(SqliteStatement rows, long age, long since, bool isWorkflowMissing)
    {
        while (rows.Read())
        {
            _passedOver++;
            long? redeliveredAt = rows.GetNullableLong(6);
            long left = Math.Max(redeliveredAt ?? AddedAt(rows.GetLong(7)), since) + age - now;
            if (left > 0)
            {
                if (rows.GetLong(4) != RecordOrder.NeverTicks)
                {
                    _plan.NoteNext(left);
                }

                if (redeliveredAt is null && !isWorkflowMissing)
                {
                    // Those that follow were added later.
                    return;
                }
            }
            else if (rows.GetLong(5) > now)
            {
                _plan.NoteNext(rows.GetLong(5) - now);
            }
            else if (IsFree(rows))
            {
                if (_plan.Deliveries.Count == request.Limit)
                {
                    _plan.NoteNext(0);
                    return;
                }

                _plan.Deliveries.Add((rows.GetLong(0), isWorkflowMissing));
                _passedOver--;
            }
        }
    }

    private long AddedAt(long addedAt)
    {
        if (addedAt > 0)
        {
            return addedAt;
        }

        _plan.BeginsAges = _agesFrom is null;
        return _agesFrom ?? now;
    }

    /// <summary>Whether a delivery is not held back, or the one that holds it back is given up with it.</summary>
    private bool IsFree(SqliteStatement row)
    {
        if (row.GetInt(3) == 0)
        {
            return true;
        }

        (Guid, string) record = (row.GetGuid(1), row.GetString(2));
        return row.GetLong(4) == RecordOrder.NeverTicks ? _freed.Contains(record) : _freed.Add(record) || true;
    }
}
