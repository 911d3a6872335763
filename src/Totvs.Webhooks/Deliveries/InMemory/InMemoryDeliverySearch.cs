using System.Globalization;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Deliveries.InMemory;

/// <summary>Searches the deliveries of <see cref="InMemoryRetryStore"/>.</summary>
internal static class InMemoryDeliverySearch
{
    public static DeliveryPage Search(IEnumerable<InMemoryDelivery> deliveries, DeliveryQuery query, DateTimeOffset now)
    {
        query.Validate();
        long before = query.Continuation is null ? long.MaxValue : long.Parse(query.Continuation, CultureInfo.InvariantCulture);
        List<InMemoryDelivery> found = [.. deliveries
            .Where(entry => entry.Sequence < before && Satisfies(entry, query, now))
            .OrderByDescending(entry => entry.Sequence)
            .Take(query.PageSize + 1)];

        bool hasMore = found.Count > query.PageSize;
        if (hasMore)
        {
            found.RemoveAt(found.Count - 1);
        }

        return new DeliveryPage
        {
            Deliveries = found.ConvertAll(entry => entry.ToRecord(now)),
            Next = hasMore ? found[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null,
        };
    }

    private static bool Satisfies(InMemoryDelivery entry, DeliveryQuery query, DateTimeOffset now) =>
        (query.State is null || entry.StateAt(now) == query.State)
        && (query.WorkflowId is null || entry.Delivery.WorkflowId == query.WorkflowId)
        && (query.RecordId is null || entry.Delivery.RecordId == query.RecordId)
        && (query.CreatedFrom is null || entry.Delivery.CreatedAt >= query.CreatedFrom)
        && (query.CreatedBefore is null || entry.Delivery.CreatedAt < query.CreatedBefore);
}
