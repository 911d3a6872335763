using System.Globalization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>Which deliveries to give up: those that are too old, and those of workflows that no process has had for a while.</summary>
public sealed record GiveUpRequest
{
    /// <summary>How many deliveries to end at most in this step; 0 ends none, and only looks. Not negative.</summary>
    public required int Limit { get; init; }

    /// <summary>
    /// How long after it was added, or made to wait again, a delivery is given up. Default: <see langword="null"/>, never. See
    /// <see cref="RetryOptions.GiveUpAfter"/>.
    /// </summary>
    public TimeSpan? Age { get; init; }

    /// <summary>
    /// All workflows that this process has, those that are out of force included. Default: <see langword="null"/>, which neither notes
    /// nor ends deliveries because of their workflow.
    /// </summary>
    public IReadOnlySet<Guid>? Workflows { get; init; }

    /// <summary>
    /// How long a workflow must have been noted as missing, and its delivery have been there, before the delivery is given up. Ignored
    /// where <see cref="Workflows"/> is <see langword="null"/>.
    /// </summary>
    public TimeSpan MissingWorkflowAge { get; init; }

    /// <summary>What a store writes as the reason of a delivery that was given up for its age.</summary>
    /// <param name="failedAttempts">How many attempts of it have failed.</param>
    /// <returns>The reason, as text for the log and the history.</returns>
    public string ReasonOfAge(int failedAttempts) => string.Create(
        CultureInfo.InvariantCulture,
        $"It was given up after {Age} without success (Retry.GiveUpAfter); {failedAttempts} of its attempts failed.");

    /// <summary>What a store writes as the reason of a delivery that was given up because its workflow is missing.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="failedAttempts">How many attempts of it have failed.</param>
    /// <returns>The reason, as text for the log and the history.</returns>
    public string ReasonOfMissingWorkflow(Guid workflowId, int failedAttempts) => string.Create(
        CultureInfo.InvariantCulture,
        $"No process has had workflow {workflowId} for {MissingWorkflowAge} (Dispatch.MissingWorkflowAge), so there is no URL to send to; " +
        $"{failedAttempts} of its attempts failed. Set up a workflow with this id and redeliver.");
}
