using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>Logs stored workflows that are out of force: each once, until its reason changes. Not for use by several threads at
/// once.</summary>
internal sealed class OutOfForceReport
{
    private readonly ILogger _logger;
    private Dictionary<Guid, string> _logged = [];

    public OutOfForceReport(ILogger logger)
    {
        _logger = logger;
    }

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
                WorkflowLog.OutOfForce(_logger, workflow.Name, workflow.Id, workflow.Reason);
            }
            else
            {
                WorkflowLog.StoredIsFaulty(_logger, workflow.Name, workflow.Id, workflow.Reason);
            }
        }

        foreach (Guid id in _logged.Keys.Where(id => !logged.ContainsKey(id)))
        {
            WorkflowLog.OutOfForceNoMore(_logger, id);
        }

        _logged = logged;
    }
}
