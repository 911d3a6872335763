namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Refuses workflows whose id is taken.</summary>
internal static class DuplicateIds
{
    /// <param name="taken">The ids of the workflows that were there before.</param>
    /// <param name="added">The workflows to add, which have ids of their own among themselves.</param>
    /// <exception cref="WorkflowDefinitionException">One of the added has the id of one that was there before.</exception>
    public static void ThrowIfAny(IReadOnlySet<Guid> taken, IEnumerable<Workflow> added)
    {
        WorkflowDefinitionError[] errors =
        [
            .. from workflow in added
               where taken.Contains(workflow.Id)
               select new WorkflowDefinitionError(
                   workflow.Name,
                   "id",
                   $"{workflow.Id} is the id of a workflow that was added before. Give it another name, since an id that is not given "
                   + "comes from the name, or an id of its own."),
        ];
        if (errors.Length > 0)
        {
            throw new WorkflowDefinitionException(errors);
        }
    }
}
