using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>Logs stored workflows that are out of force: each once, until its reason changes. Not for use by several threads at
/// once.</summary>
internal sealed class OutOfForceReport(ILogger logger)
{
    private Dictionary<Guid, string> _logged = [];

    public void Log(IReadOnlyList<OutOfForceWorkflow> outOfForce)
    {
        var logged = new Dictionary<Guid, string>();
        foreach (OutOfForceWorkflow workflow in outOfForce)
        {
            logged[workflow.Id] = workflow.Reason;
            if (_logged.GetValueOrDefault(workflow.Id) == workflow.Reason)
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

        foreach (Guid id in _logged.Keys.Where(id => !logged.ContainsKey(id)))
        {
            WorkflowLog.OutOfForceNoMore(logger, id);
        }

        _logged = logged;
    }
}
