using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>
/// Tells, once for each workflow and path, of conditions on a field that the record lacks while it has one with nearly that name. For any
/// thread. Only asked where debug messages are taken: it follows every path.
/// </summary>
internal sealed class PathHints(ILogger logger)
{
    private const int MostTold = 10_000;

    private readonly ConcurrentDictionary<(Guid Workflow, string Path), bool> _told = new();
    private int _count;

    public void Tell(TriggerWorkflows workflows, RecordView view, WorkflowEvent workflowEvent)
    {
        if (workflowEvent.Record is not { } record || !view.HasRecord || Volatile.Read(ref _count) >= MostTold)
        {
            return;
        }

        foreach (FieldPath path in workflows.Paths)
        {
            if (PathSuggestion.Of(path, record) is { } suggestion)
            {
                Tell(workflows, path.Text, suggestion, workflowEvent.Trigger.Code);
            }
        }
    }

    private void Tell(TriggerWorkflows workflows, string path, string suggestion, string trigger)
    {
        foreach (CompiledWorkflow compiled in workflows.All)
        {
            Workflow workflow = compiled.Match.Workflow;
            if (workflow is { IsActive: true, Conditions: { } conditions } && AsksFor(conditions, path) && _told.TryAdd((workflow.Id, path), true))
            {
                Interlocked.Increment(ref _count);
                MatchingLog.PathMissing(logger, workflow.Name, workflow.Id, path, trigger, suggestion);
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
