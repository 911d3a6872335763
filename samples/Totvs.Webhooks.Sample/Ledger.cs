using System.Collections.Concurrent;

namespace Totvs.Webhooks.Sample;

/// <summary>What this run has to answer for: each delivery owed, and the workflow it is for.</summary>
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

    /// <summary>Notes an event that was published, and the deliveries that came of it.</summary>
    public void AddPublished(IReadOnlyList<PublishedEvent> deliveries)
    {
        foreach (PublishedEvent delivery in deliveries)
        {
            _workflowOfEvent.TryAdd(delivery.EventId, delivery.Workflow.Id);
        }

        Interlocked.Increment(ref _published);
    }
}
