using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks;

/// <summary>
/// Joins the rooms: the engine matches an event, the store keeps its deliveries, and where a slot is free the first attempt starts at once.
/// </summary>
internal sealed class WebhookPublisher : IWebhookPublisher
{
    private readonly IWorkflowEngine _engine;
    private readonly IRetryStore _store;
    private readonly WebhookDispatcher _dispatcher;
    private readonly IOptions<TotvsWebhooksOptions> _options;
    private readonly TimeZoneInForce _timeZone;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookPublisher> _logger;
    private readonly DeliveryFactory _deliveries;

    public WebhookPublisher(
        IWorkflowEngine engine,
        IRetryStore store,
        WebhookDispatcher dispatcher,
        IOptions<TotvsWebhooksOptions> options,
        TimeZoneInForce timeZone,
        TimeProvider timeProvider,
        ILogger<WebhookPublisher> logger)
    {
        _engine = engine;
        _store = store;
        _dispatcher = dispatcher;
        _options = options;
        _timeZone = timeZone;
        _timeProvider = timeProvider;
        _logger = logger;
        _deliveries = new DeliveryFactory(new PayloadWriter(options.Value.Language));
    }

    public Task<IReadOnlyList<PublishedEvent>> PublishAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        return PublishOneAsync(workflowEvent, cancellationToken);
    }

    public async Task<IReadOnlyList<PublishedEvent>> PublishAsync(
        IReadOnlyCollection<WorkflowEvent> workflowEvents,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvents);
        var deliveries = new List<Delivery>(workflowEvents.Count);
        var events = new List<PublishedEvent>(workflowEvents.Count);
        foreach (WorkflowEvent workflowEvent in workflowEvents)
        {
            IReadOnlyList<WorkflowMatch> matches = await _engine.MatchAsync(workflowEvent, cancellationToken).ConfigureAwait(false);
            DateTimeOffset now = Now();
            for (int index = 0; index < matches.Count; index++)
            {
                deliveries.Add(_deliveries.Create(workflowEvent, matches[index], now));
                events.Add(Published(deliveries[^1], matches[index]));
            }
        }

        if (events.Count > 0)
        {
            await KeepAsync(deliveries, cancellationToken).ConfigureAwait(false);
        }

        return events;
    }

    public async Task<IReadOnlyList<WebhookPreview>> PreviewAsync(
        WorkflowEvent workflowEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workflowEvent);
        IReadOnlyList<WorkflowMatch> matches = await _engine.MatchAsync(workflowEvent, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = Now();
        return [.. matches.Select(match => Preview(workflowEvent, match, now))];
    }

    private WebhookPreview Preview(WorkflowEvent workflowEvent, WorkflowMatch match, DateTimeOffset now)
    {
        WebhookAction action = match.Workflow.Action;
        return new WebhookPreview
        {
            Workflow = new WorkflowReference(match.Workflow.Id, match.Workflow.Name),
            Url = new Uri(WebhookUrl.Masked(action.Url)),
            Headers = [.. action.Headers.Select(header => KeyValuePair.Create(header.Name, WorkflowWriter.Mask))],
            Body = Encoding.UTF8.GetString(_deliveries.Payloads.Write(Guid.Empty, workflowEvent, match, now)),
        };
    }

    private static PublishedEvent Published(Delivery delivery, WorkflowMatch match) =>
        new(delivery.EventId, new WorkflowReference(delivery.WorkflowId, match.Workflow.Name), delivery.TriggerCode, delivery.RecordId);

    private DateTimeOffset Now() => TimeZoneInfo.ConvertTime(_timeProvider.GetUtcNow(), _timeZone.Zone);

    private async Task<IReadOnlyList<PublishedEvent>> PublishOneAsync(WorkflowEvent workflowEvent, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkflowMatch> matches = await _engine.MatchAsync(workflowEvent, cancellationToken).ConfigureAwait(false);
        if (matches.Count == 0)
        {
            return [];
        }

        // Arrays of just their length: this is the way that most events go.
        var deliveries = new Delivery[matches.Count];
        var events = new PublishedEvent[matches.Count];
        DateTimeOffset now = Now();
        for (int index = 0; index < deliveries.Length; index++)
        {
            deliveries[index] = _deliveries.Create(workflowEvent, matches[index], now);
            events[index] = Published(deliveries[index], matches[index]);
        }

        await KeepAsync(deliveries, cancellationToken).ConfigureAwait(false);
        return events;
    }

    private async Task KeepAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ReservedSlots slots = _dispatcher.Reserve(deliveries);
        long timestamp = _timeProvider.GetTimestamp();
        Task<IReadOnlyList<Lease>>? adding = null;
        bool isEnded = true;
        bool wakes = true;
        try
        {
            AddRequest request = slots.ToRequest(_options.Value.Dispatch.LeaseDuration);

            // A call that claims is not cancelled: it may be done all the same, and then its leases would be lost, and the deliveries
            // would wait for their end.
            adding = _store.AddAsync(request, slots.HasClaimed ? CancellationToken.None : cancellationToken);
            slots.Start(await adding.WaitAsync(cancellationToken).ConfigureAwait(false), timestamp);
            wakes = slots.HasWaiting;
        }
        catch (OperationCanceledException) when (adding is not null && cancellationToken.IsCancellationRequested)
        {
            isEnded = false;
            _ = EndCancelledAsync(adding, slots, timestamp);
            throw;
        }
        catch (Exception exception) when (exception is not (RetryStoreException or OperationCanceledException))
        {
            throw new RetryStoreException(
                $"{_store.GetType().Name} could not keep {slots.Count} deliveries: {exception.Message} " +
                "The inner exception has the cause; publish the events again once it is gone.",
                isTransient: false,
                exception);
        }
        finally
        {
            if (isEnded)
            {
                End(slots, wakes);
            }
        }
    }

    /// <summary>
    /// Brings a call to its end whose caller has cancelled: what the store keeps of it is attempted, as if the caller still waited.
    /// </summary>
    private async Task EndCancelledAsync(Task<IReadOnlyList<Lease>> adding, ReservedSlots slots, long timestamp)
    {
        try
        {
            slots.Start(await adding.ConfigureAwait(false), timestamp);
        }
        catch (Exception exception)
        {
            DispatchLog.CancelledKeepingThrew(_logger, exception, slots.Count);
        }
        finally
        {
            End(slots, wakes: true);
        }
    }

    private void End(ReservedSlots slots, bool wakes)
    {
        slots.FreeUnused();
        if (wakes)
        {
            // Also when the call failed: one that was cancelled may have been kept, and is due now or when its lease ends.
            _dispatcher.WakeUps.Added();
        }
    }
}
