using System.Globalization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>Which deliveries to give up: those that are too old, and those whose workflow has been missing for too long.</summary>
public sealed record GiveUpRequest
{
    /// <summary>How many deliveries to end at most in this step; 0 only looks for them. Not negative.</summary>
    public required int Limit { get; init; }

    /// <summary>
    /// How long after it was added or redelivered a delivery is given up. Default: <see langword="null"/>, never. See
    /// <see cref="RetryOptions.GiveUpAfter"/>.
    /// </summary>
    public TimeSpan? Age { get; init; }

    /// <summary>
    /// All workflows that this process knows, inactive ones included. Default: <see langword="null"/>, which notes no workflow as missing
    /// and ends no delivery because of its workflow.
    /// </summary>
    public IReadOnlySet<Guid>? Workflows { get; init; }

    /// <summary>
    /// How long a workflow must have been noted as missing, and a delivery of it have been in the store, before the delivery is given up.
    /// Ignored where <see cref="Workflows"/> is <see langword="null"/>.
    /// </summary>
    public TimeSpan MissingWorkflowAge { get; init; }

    /// <summary>Describes why a delivery was given up for its age, as a store keeps it.</summary>
    /// <param name="failedAttempts">How many attempts of it have failed.</param>
    /// <returns>The reason, for the log and the history.</returns>
    public string ReasonOfAge(int failedAttempts) => string.Create(
        CultureInfo.InvariantCulture,
        $"It was given up after {Age} without success (Retry.GiveUpAfter); {failedAttempts} of its attempts failed.");

    /// <summary>Describes why a delivery was given up because its workflow is missing, as a store keeps it.</summary>
    /// <param name="workflowId">The workflow.</param>
    /// <param name="failedAttempts">How many attempts of it have failed.</param>
    /// <returns>The reason, for the log and the history.</returns>
    public string ReasonOfMissingWorkflow(Guid workflowId, int failedAttempts) => string.Create(
        CultureInfo.InvariantCulture,
        $"No process has had workflow {workflowId} for {MissingWorkflowAge} (Dispatch.MissingWorkflowAge), " +
        $"so there is no URL to send to; {failedAttempts} of its attempts failed. Set up a workflow with this id and redeliver.");
}
