using System.Collections.Concurrent;

namespace Totvs.Webhooks.Sample;

/// <summary>Each delivery that this run owes, with its workflow.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<Guid, Guid> _workflowOfEvent = new();
    private int _published;

    /// <summary>How many events were published.</summary>
    public int Published => Volatile.Read(ref _published);

    /// <summary>How many deliveries are owed: found waiting from an earlier run, or matched by a published event.</summary>
    public int Matched => _workflowOfEvent.Count;

    /// <summary>The deliveries owed: <c>eventId</c> and the id of the workflow.</summary>
    public IReadOnlyCollection<KeyValuePair<Guid, Guid>> Deliveries => _workflowOfEvent.ToArray();

    /// <summary>Takes over a delivery that an earlier run has left in the store.</summary>
    public void AddFound(Guid eventId, Guid workflowId) => _workflowOfEvent.TryAdd(eventId, workflowId);

    /// <summary>Notes an event that was published, and its deliveries.</summary>
    public void AddPublished(IReadOnlyList<PublishedEvent> deliveries)
    {
        foreach (PublishedEvent delivery in deliveries)
        {
            _workflowOfEvent.TryAdd(delivery.EventId, delivery.Workflow.Id);
        }

        Interlocked.Increment(ref _published);
    }
}
