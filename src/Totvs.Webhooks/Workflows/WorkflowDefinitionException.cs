namespace Totvs.Webhooks.Workflows;

/// <summary>A workflow's definition is not valid. Nothing of it was taken.</summary>
public sealed class WorkflowDefinitionException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="errors">Every fault found.</param>
    public WorkflowDefinitionException(IReadOnlyList<WorkflowDefinitionError> errors)
        : base(MessageOf(errors)) => Errors = errors;

    /// <summary>Every fault found, in the order of the definition.</summary>
    public IReadOnlyList<WorkflowDefinitionError> Errors { get; }

    private static string MessageOf(IReadOnlyList<WorkflowDefinitionError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return string.Join(Environment.NewLine, errors);
    }
}
