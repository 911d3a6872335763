using Microsoft.Data.Sqlite;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>
/// Looks for deliveries to give up. Ages follow the order of adding, so that the oldest are found at the front of the table without an
/// index, whose upkeep each delivery would pay for. Only redelivered ones, which keep their place in that order, are passed over.
/// </summary>
internal sealed class GiveUpSearch
{
    private const string Columns =
        "sequence, workflow_id, record_id, is_ordered, due_at, coalesce(lease_ends_at, 0), redelivered_at, added_at";

    private const int Sequence = 0;
    private const int WorkflowId = 1;
    private const int RecordId = 2;
    private const int IsOrdered = 3;
    private const int DueAt = 4;
    private const int LeaseEndsAt = 5;
    private const int RedeliveredAt = 6;
    private const int AddedAt = 7;

    /// <summary>
    /// For how many rows that are passed over the next search is delayed by a second. Without the delay a search each second over a million
    /// redelivered rows keeps a core busy.
    /// </summary>
    private const int RowsPerSecondOfRest = 100_000;

    private const string ByAge = $"SELECT {Columns} FROM deliveries ORDER BY sequence";

    private const string OfWorkflow = $"SELECT {Columns} FROM deliveries WHERE workflow_id = ?1 ORDER BY due_at, sequence";

    private readonly SqliteConnection _connection;
    private readonly GiveUpRequest _request;
    private readonly long _now;
    private readonly GiveUpPlan _plan = new();
    private readonly Dictionary<Guid, long> _missingSince = [];
    private readonly HashSet<(Guid WorkflowId, string RecordId)> _freed = [];
    private long? _agesFrom;
    private int _passedOver;

    /// <summary>Creates a search.</summary>
    /// <param name="connection">A reader's connection.</param>
    /// <param name="request">What has to be given up.</param>
    /// <param name="now">The time, in ticks.</param>
    public GiveUpSearch(SqliteConnection connection, GiveUpRequest request, long now)
    {
        _connection = connection;
        _request = request;
        _now = now;
    }

    public GiveUpPlan Find()
    {
        using var snapshot = new SqliteSnapshot(_connection);
        using (var file = new SqliteStatement(_connection, "SELECT ages_from FROM file"))
        {
            _agesFrom = file.ReadNumber();
        }

        if (_request.Workflows is { } workflows)
        {
            FindMissing(workflows);
        }

        if (_request.Age is { } age)
        {
            using var byAge = new SqliteStatement(_connection, ByAge);
            FindIn(byAge, age.Ticks, since: 0, isWorkflowMissing: false);
        }

        foreach ((Guid workflow, long since) in _missingSince)
        {
            if (_now - since < _request.MissingWorkflowAge.Ticks)
            {
                _plan.NoteNext(since + _request.MissingWorkflowAge.Ticks - _now);
                continue;
            }

            using var ofWorkflow = new SqliteStatement(_connection, OfWorkflow);
            FindIn(ofWorkflow.Bind(1, workflow), _request.MissingWorkflowAge.Ticks, since, isWorkflowMissing: true);
        }

        _plan.Rest(TimeSpan.FromSeconds(_passedOver / RowsPerSecondOfRest));
        return _plan;
    }

    private void FindMissing(IReadOnlySet<Guid> workflows)
    {
        var unfinished = new HashSet<Guid>();
        using (var next = new SqliteStatement(_connection, DeliveryQueues.Next))
        {
            unfinished.UnionWith(DeliveryQueues.Fronts(next).Select(front => front.WorkflowId));
        }

        using (var noted = new SqliteStatement(_connection, "SELECT workflow_id, since FROM absent_workflows"))
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
            if (_missingSince.TryAdd(missing, _now))
            {
                _plan.ToNote.Add(missing);
            }

            _plan.MissingWorkflows.Add(new MissingWorkflow(missing, TimeSpan.FromTicks(Math.Max(0, _now - _missingSince[missing]))));
        }
    }

    /// <summary>Reads rows until enough are found.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="age">The age from which on deliveries are given up, in ticks.</param>
    /// <param name="since">The earliest time from which the age counts.</param>
    /// <param name="isWorkflowMissing">
    /// Whether the rows are those of a missing workflow; otherwise they come in the order of adding.
    /// </param>
    private void FindIn(SqliteStatement rows, long age, long since, bool isWorkflowMissing)
    {
        while (rows.Read())
        {
            _passedOver++;
            long? redeliveredAt = rows.GetNullableLong(RedeliveredAt);
            long left = Math.Max(redeliveredAt ?? CountedFrom(rows.GetLong(AddedAt)), since) + age - _now;
            if (left > 0)
            {
                if (rows.GetLong(DueAt) != RecordOrder.NeverTicks)
                {
                    _plan.NoteNext(left);
                }

                if (redeliveredAt is null && !isWorkflowMissing)
                {
                    // All rows that follow were added later.
                    return;
                }
            }
            else if (rows.GetLong(LeaseEndsAt) > _now)
            {
                _plan.NoteNext(rows.GetLong(LeaseEndsAt) - _now);
            }
            else if (IsFree(rows))
            {
                if (_plan.Deliveries.Count == _request.Limit)
                {
                    _plan.NoteNext(0);
                    return;
                }

                _plan.Deliveries.Add((rows.GetLong(Sequence), isWorkflowMissing));
                _passedOver--;
            }
        }
    }

    /// <summary>The time from which the age of a delivery counts that was added at a time; 0 when an earlier version added it.</summary>
    private long CountedFrom(long addedAt)
    {
        if (addedAt > 0)
        {
            return addedAt;
        }

        _plan.BeginsAges = _agesFrom is null;
        return _agesFrom ?? _now;
    }

    /// <summary>Whether a delivery is not held back, or the one that holds it back is given up too.</summary>
    private bool IsFree(SqliteStatement row)
    {
        if (row.GetInt(IsOrdered) == 0)
        {
            return true;
        }

        (Guid, string) record = (row.GetGuid(WorkflowId), row.GetString(RecordId));
        if (row.GetLong(DueAt) == RecordOrder.NeverTicks)
        {
            return _freed.Contains(record);
        }

        _freed.Add(record);
        return true;
    }
}
