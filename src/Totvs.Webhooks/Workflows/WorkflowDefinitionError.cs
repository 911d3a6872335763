namespace Totvs.Webhooks.Workflows;

/// <summary>One fault in a workflow's definition.</summary>
/// <param name="Workflow">The workflow's name, or its number in the set where it has none.</param>
/// <param name="Place">Where in the definition, as a path: <c>conditions.all[1].operator</c>.</param>
/// <param name="Message">What is wrong, and the remedy.</param>
public sealed record WorkflowDefinitionError(string Workflow, string Place, string Message)
{
    /// <summary>The line in the file, from 1, where the definition was read from JSON and the line is known.</summary>
    public long? Line { get; init; }

    /// <summary>The column in the line, from 1, where it is known.</summary>
    public long? Column { get; init; }

    /// <summary>The fault as one line.</summary>
    /// <returns>Workflow, place, message.</returns>
    public override string ToString() =>
        Line is null
            ? $"Workflow '{Workflow}', {Place}: {Message}"
            : $"Workflow '{Workflow}', {Place} (line {Line}, column {Column}): {Message}";
}
