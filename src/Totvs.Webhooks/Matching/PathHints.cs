using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// Logs, once for each workflow and path, a condition on a field that the record lacks while it has one with nearly that name. For any
/// thread. Only asked where debug messages are taken: it follows every path.
/// </summary>
internal sealed class PathHints
{
    private const int MaxLogged = 10_000;

    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<(Guid Workflow, string Path), bool> _logged = new();
    private int _count;

    public PathHints(ILogger logger)
    {
        _logger = logger;
    }

    public void Log(TriggerWorkflows workflows, RecordView view, WorkflowEvent workflowEvent)
    {
        if (workflowEvent.Record is not { } record || !view.HasRecord || Volatile.Read(ref _count) >= MaxLogged)
        {
            return;
        }

        foreach (FieldPath path in workflows.Paths)
        {
            if (PathSuggestion.Find(path, record) is { } suggestion)
            {
                Log(workflows, path.Text, suggestion, workflowEvent.Trigger.Code);
            }
        }
    }

    private void Log(TriggerWorkflows workflows, string path, string suggestion, string trigger)
    {
        foreach (CompiledWorkflow compiled in workflows.All)
        {
            Workflow workflow = compiled.Match.Workflow;
            if (workflow is { IsActive: true, Conditions: { } conditions }
                && AsksFor(conditions, path)
                && _logged.TryAdd((workflow.Id, path), true))
            {
                Interlocked.Increment(ref _count);
                MatchingLog.PathMissing(_logger, workflow.Name, workflow.Id, path, trigger, suggestion);
            }
        }
    }

    private static bool AsksFor(Condition condition, string path) => condition switch
    {
        GroupCondition group => group.Conditions.Any(part => AsksFor(part, path)),
        NotCondition not => AsksFor(not.Condition, path),
        FieldCondition field => field.Path == path || field.Operands.Any(operand => operand is PathOperand other && other.Path == path),
        _ => false,
    };
}
