using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>Tells of stored workflows that are out of force: of each once, until its reason changes. Not for use by several threads at
/// once.</summary>
internal sealed class OutOfForceReport(ILogger logger)
{
    private Dictionary<Guid, string> _told = [];

    public void Tell(IReadOnlyList<OutOfForceWorkflow> outOfForce)
    {
        var told = new Dictionary<Guid, string>();
        foreach (OutOfForceWorkflow workflow in outOfForce)
        {
            told[workflow.Id] = workflow.Reason;
            if (_told.GetValueOrDefault(workflow.Id) == workflow.Reason)
            {
                continue;
            }

            if (workflow.Callable is null)
            {
                WorkflowLog.OutOfForce(logger, workflow.Name, workflow.Id, workflow.Reason);
            }
            else
            {
                WorkflowLog.StoredIsFaulty(logger, workflow.Name, workflow.Id, workflow.Reason);
            }
        }

        foreach (Guid id in _told.Keys.Where(id => !told.ContainsKey(id)))
        {
            WorkflowLog.OutOfForceNoMore(logger, id);
        }

        _told = told;
    }
}
