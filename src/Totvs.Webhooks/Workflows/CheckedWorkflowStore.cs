using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// Stands around the store that the host registered, and is what <see cref="IWorkflowStore"/> resolves to. It checks workflows before the
/// store sees them and catches what listeners throw, so that a store only keeps, returns and notifies.
/// </summary>
internal sealed class CheckedWorkflowStore : IWorkflowStore
{
    private readonly WorkflowUrlCheck _urlCheck;
    private readonly ILogger<CheckedWorkflowStore> _logger;

    public CheckedWorkflowStore(IWorkflowStore inner, WorkflowUrlCheck urlCheck, ILogger<CheckedWorkflowStore> logger)
    {
        Inner = inner;
        _urlCheck = urlCheck;
        _logger = logger;
    }

    /// <summary>The store that keeps the workflows.</summary>
    public IWorkflowStore Inner { get; }

    public Task<IReadOnlyList<Workflow>> ListAsync(CancellationToken cancellationToken = default) => Inner.ListAsync(cancellationToken);

    public Task<Workflow?> FindAsync(Guid id, CancellationToken cancellationToken = default) => Inner.FindAsync(id, cancellationToken);

    public async Task<Workflow> AddAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();

        // An id made from the name would let a second workflow of that name replace the first, and receive its queued deliveries.
        CheckedWorkflow added = CheckedWorkflow.Check(workflow);
        added = workflow.HasOwnId ? added : added.WithId(Guid.NewGuid());
        ThrowIfAny(ErrorsOf(added));
        return await Inner.AddAsync(added.Workflow, cancellationToken).ConfigureAwait(false);
    }

    public async Task SaveAsync(Workflow workflow, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        cancellationToken.ThrowIfCancellationRequested();
        ThrowIfAny(ErrorsOf(CheckedWorkflow.Check(workflow)));
        await Inner.SaveAsync(workflow, cancellationToken).ConfigureAwait(false);
    }

    public async Task SaveAsync(IReadOnlyCollection<Workflow> workflows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        cancellationToken.ThrowIfCancellationRequested();

        // The caller may change its collection while the store works, and what was not checked must not be kept.
        Workflow[] saved = [.. workflows];
        ThrowIfAny(ErrorsOf(saved));
        if (saved.Length > 0)
        {
            await Inner.SaveAsync(saved, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken = default) => Inner.DeleteAsync(id, cancellationToken);

    public IDisposable OnChange(Action<IReadOnlyList<Workflow>> listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return Inner.OnChange(workflows => Notify(listener, workflows));
    }

    private static void ThrowIfAny(List<WorkflowDefinitionError> errors)
    {
        if (errors.Count > 0)
        {
            throw new WorkflowDefinitionException(errors);
        }
    }

    private List<WorkflowDefinitionError> ErrorsOf(Workflow[] workflows)
    {
        List<WorkflowDefinitionError> errors = [];
        HashSet<Guid> ids = [];
        foreach (Workflow workflow in workflows)
        {
            ArgumentNullException.ThrowIfNull(workflow, nameof(workflows));
            errors.AddRange(ErrorsOf(CheckedWorkflow.Check(workflow)));
            if (workflow.HasOwnId && !ids.Add(workflow.Id))
            {
                errors.Add(new WorkflowDefinitionError(
                    workflow.Name,
                    "id",
                    $"{workflow.Id} is the id of another workflow that is saved with it. Give each an id of its own."));
            }
        }

        return errors;
    }

    private List<WorkflowDefinitionError> ErrorsOf(CheckedWorkflow candidate)
    {
        List<WorkflowDefinitionError> errors = candidate.Errors();
        Workflow workflow = candidate.Workflow;
        if (errors.Count == 0 && _urlCheck.FaultOf(workflow.Action.Url) is { } fault)
        {
            errors.Add(new WorkflowDefinitionError(workflow.Name, "webhook.url", fault));
        }

        if (!workflow.HasOwnId)
        {
            errors.Add(new WorkflowDefinitionError(
                workflow.Name,
                "id",
                "is missing; a stored workflow's id is never made from its name. Add a new workflow with AddAsync, which gives it one, "
                + "or state the id of the workflow that this one replaces."));
        }

        return errors;
    }

    private void Notify(Action<IReadOnlyList<Workflow>> listener, IReadOnlyList<Workflow> workflows)
    {
        try
        {
            listener(workflows);
        }
        catch (Exception exception)
        {
            // The change is kept by now: neither the caller nor the other listeners may suffer from this one.
            WorkflowLog.ListenerThrew(_logger, exception);
        }
    }
}
