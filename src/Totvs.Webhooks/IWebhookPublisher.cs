using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks;

/// <summary>The front door: a host reports here what happened to its records.</summary>
public interface IWebhookPublisher
{
    /// <summary>
    /// Finds the workflows that an event runs and keeps one delivery for each. When the returned task ends, the deliveries are as safe as
    /// the store can make them; they are sent later, by the dispatcher.
    /// </summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="cancellationToken">
    /// Cancels the call. Once the store has begun to keep the deliveries they may be kept all the same.
    /// </param>
    /// <returns>One entry for each workflow that runs; empty when none does.</returns>
    /// <exception cref="Deliveries.RetryStoreException">
    /// The deliveries could not be stored, and none of them is; the message says why.
    /// </exception>
    Task<IReadOnlyList<PublishedEvent>> PublishAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default);

    /// <summary>The same for several events, stored together: all of their deliveries or none.</summary>
    /// <param name="workflowEvents">The events.</param>
    /// <param name="cancellationToken">
    /// Cancels the call. Once the store has begun to keep the deliveries they may be kept all the same.
    /// </param>
    /// <returns>One entry for each workflow that each event runs, in the order of the events.</returns>
    /// <exception cref="Deliveries.RetryStoreException">
    /// The deliveries could not be stored, and none of them is; the message says why.
    /// </exception>
    Task<IReadOnlyList<PublishedEvent>> PublishAsync(
        IReadOnlyCollection<WorkflowEvent> workflowEvents,
        CancellationToken cancellationToken = default);

    /// <summary>A dry run: what would be sent for an event, if it were published now. Nothing is stored, and nothing is sent.</summary>
    /// <param name="workflowEvent">The event.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>One entry for each workflow that would run; empty when none would.</returns>
    Task<IReadOnlyList<WebhookPreview>> PreviewAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default);
}
