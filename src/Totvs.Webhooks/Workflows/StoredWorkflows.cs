using System.Collections;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// A list of stored workflows that names those which the store holds but cannot read. A store returns it from
/// <see cref="IWorkflowStore.ListAsync"/> and passes it to listeners where there are such, so that one of them does not stop the others;
/// a health check reads <see cref="OutOfForce"/>.
/// </summary>
public sealed class StoredWorkflows : IReadOnlyList<Workflow>
{
    private readonly IReadOnlyList<Workflow> _workflows;

    /// <summary>Makes a list.</summary>
    /// <param name="workflows">The workflows that could be read, by name.</param>
    /// <param name="outOfForce">Those that could not.</param>
    public StoredWorkflows(IReadOnlyList<Workflow> workflows, IReadOnlyList<OutOfForceWorkflow> outOfForce)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        ArgumentNullException.ThrowIfNull(outOfForce);
        _workflows = workflows;
        OutOfForce = outOfForce;
    }

    /// <summary>The workflows that are stored but out of force, each with the reason and the remedy.</summary>
    public IReadOnlyList<OutOfForceWorkflow> OutOfForce { get; }

    /// <inheritdoc/>
    public int Count => _workflows.Count;

    /// <inheritdoc/>
    public Workflow this[int index] => _workflows[index];

    /// <inheritdoc/>
    public IEnumerator<Workflow> GetEnumerator() => _workflows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
