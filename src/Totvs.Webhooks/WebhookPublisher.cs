using System.Text;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>Joins the rooms: an event goes through the engine into the store, and where there is room straight on to its first attempt.</summary>
internal sealed class WebhookPublisher(
    IWorkflowEngine engine,
    IRetryStore store,
    WebhookDispatcher dispatcher,
    IOptions<TotvsWebhooksOptions> options,
    TimeProvider timeProvider) : IWebhookPublisher
{
    private readonly TimeZoneInfo _timeZone = options.Value.TimeZone ?? timeProvider.LocalTimeZone;

    public Task<IReadOnlyList<PublishedEvent>> PublishAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        return PublishAsync([workflowEvent], cancellationToken);
    }

    public async Task<IReadOnlyList<PublishedEvent>> PublishAsync(
        IReadOnlyCollection<WorkflowEvent> workflowEvents,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvents);
        var published = new List<PublishedEvent>();
        var deliveries = new List<Delivery>();
        foreach (WorkflowEvent workflowEvent in workflowEvents)
        {
            IReadOnlyList<WorkflowMatch> matches = await engine.MatchAsync(workflowEvent, cancellationToken).ConfigureAwait(false);
            DateTimeOffset now = Now();
            foreach (WorkflowMatch match in matches)
            {
                Delivery delivery = DeliveryFactory.Create(workflowEvent, match, now, options.Value.Language);
                deliveries.Add(delivery);
                published.Add(new PublishedEvent(delivery.EventId, match.Workflow, workflowEvent));
            }
        }

        if (deliveries.Count > 0)
        {
            await KeepAsync(deliveries, published, cancellationToken).ConfigureAwait(false);
        }

        return published;
    }

    public async Task<IReadOnlyList<WebhookPreview>> PreviewAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        IReadOnlyList<WorkflowMatch> matches = await engine.MatchAsync(workflowEvent, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = Now();
        return [.. matches.Select(match => Preview(workflowEvent, match, now))];
    }

    private WebhookPreview Preview(WorkflowEvent workflowEvent, WorkflowMatch match, DateTimeOffset now)
    {
        WebhookAction action = match.Workflow.Action;
        WebhookPayload payload = DeliveryFactory.CreatePayload(Guid.Empty, workflowEvent, match, now, options.Value.Language);
        return new WebhookPreview
        {
            Workflow = match.Workflow,
            Url = action.Url,
            Headers = [.. action.Headers.Select(header => KeyValuePair.Create(header.Key, "***"))],
            Body = Encoding.UTF8.GetString(DeliveryFactory.Write(payload)),
        };
    }

    private DateTimeOffset Now() => TimeZoneInfo.ConvertTime(timeProvider.GetUtcNow(), _timeZone);

    private async Task KeepAsync(List<Delivery> deliveries, List<PublishedEvent> published, CancellationToken cancellationToken)
    {
        var waiting = new List<Delivery>();
        var claimed = new List<Delivery>();
        var slots = new List<AttemptSlot>();
        int started = 0;
        try
        {
            for (int index = 0; index < deliveries.Count; index++)
            {
                if (dispatcher.TryReserve(published[index].Workflow) is { } slot)
                {
                    slots.Add(slot);
                    claimed.Add(deliveries[index]);
                }
                else
                {
                    waiting.Add(deliveries[index]);
                }
            }

            long timestamp = timeProvider.GetTimestamp();
            IReadOnlyList<Lease> leases = await AddAsync(waiting, claimed, cancellationToken).ConfigureAwait(false);

            // The ids were made just now, so the store knew none of them: there is a lease for each claimed one, in their order.
            for (; started < leases.Count; started++)
            {
                dispatcher.StartReserved(new Attempt(leases[started], timestamp), slots[started]);
            }
        }
        finally
        {
            foreach (AttemptSlot slot in slots.Skip(started))
            {
                dispatcher.Return(slot);
            }
        }

        if (waiting.Count > 0)
        {
            dispatcher.NotifyAdded();
        }
    }

    private async Task<IReadOnlyList<Lease>> AddAsync(List<Delivery> waiting, List<Delivery> claimed, CancellationToken cancellationToken)
    {
        try
        {
            var request = new AddRequest { Waiting = waiting, Claimed = claimed, LeaseDuration = options.Value.Dispatch.LeaseDuration };
            return await store.AddAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (RetryStoreException or OperationCanceledException))
        {
            throw new RetryStoreException(
                $"{store.GetType().Name} could not keep {waiting.Count + claimed.Count} deliveries: {exception.Message} The inner exception has the cause; publish the events again once it is gone.",
                isTransient: false,
                exception);
        }
    }
}
