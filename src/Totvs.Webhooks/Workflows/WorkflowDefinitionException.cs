using System.Globalization;
using System.Text;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows;

/// <summary>A workflow's definition is not valid. Nothing of it was taken.</summary>
public sealed class WorkflowDefinitionException : Exception
{
    private const int MostShown = 40;
    private const int LongestLine = 1_000;
    private const int LongestMessage = 5_000;

    /// <summary>Makes the exception. Its message shows the first faults, about 5,000 characters of them, and counts the rest.</summary>
    /// <param name="errors">Every fault found.</param>
    public WorkflowDefinitionException(IReadOnlyList<WorkflowDefinitionError> errors)
        : base(MessageOf(errors)) => Errors = errors;

    /// <summary>Every fault found, in the order of the definition.</summary>
    public IReadOnlyList<WorkflowDefinitionError> Errors { get; }

    /// <summary>
    /// Makes the exception that <see cref="IWorkflowStore.AddAsync"/> of a store throws where the workflow's id is that of a stored one.
    /// </summary>
    /// <param name="workflow">The workflow that was to be added.</param>
    /// <returns>The exception, which names the id and the remedy.</returns>
    public static WorkflowDefinitionException ForTakenId(Workflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return new WorkflowDefinitionException(
        [
            new WorkflowDefinitionError(
                workflow.Name,
                "id",
                $"{workflow.Id} is the id of a stored workflow. "
                + "Leave the id out for a new workflow, or call SaveAsync to replace the one that is stored."),
        ]);
    }

    private static string MessageOf(IReadOnlyList<WorkflowDefinitionError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var message = new StringBuilder();
        int shown = 0;
        while (shown < errors.Count && shown < MostShown && message.Length < LongestMessage)
        {
            string line = errors[shown].ToString();
            message.Append(shown == 0 ? "" : Environment.NewLine);
            message.Append(FaultList.Shown(line, LongestLine));
            shown++;
        }

        return shown == errors.Count
            ? message.ToString()
            : message.Append(Environment.NewLine).Append(CultureInfo.InvariantCulture, $"… and {errors.Count - shown} more faults; mend these first.").ToString();
    }
}
