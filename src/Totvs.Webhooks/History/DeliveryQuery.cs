using System.Globalization;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.History;

/// <summary>A search for deliveries. A delivery is found when it satisfies every condition that is set.</summary>
public sealed class DeliveryQuery
{
    /// <summary>The state. Default: any.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>The workflow. Default: any.</summary>
    public Guid? WorkflowId { get; init; }

    /// <summary>The id of the record. Default: any.</summary>
    public string? RecordId { get; init; }

    /// <summary>Created at this time or later. Default: any.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before this time. Default: any.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>How many deliveries a page has at most. Default: 50. From 1 to 1,000.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>The <see cref="DeliveryPage.Next"/> of the page before. Default: the first page.</summary>
    public string? Continuation { get; init; }

    /// <summary>Checks the values of a caller before a store uses them.</summary>
    /// <exception cref="ArgumentException">The page size is out of range, or the continuation is not the Next of a page.</exception>
    internal void Validate()
    {
        if (PageSize is < 1 or > 1_000)
        {
            throw new ArgumentException($"DeliveryQuery.PageSize is {PageSize}; it must be from 1 to 1,000.");
        }

        if (Continuation is not null && !long.TryParse(Continuation, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new ArgumentException($"DeliveryQuery.Continuation is '{Continuation}'; pass the Next of a page unchanged.");
        }
    }
}
