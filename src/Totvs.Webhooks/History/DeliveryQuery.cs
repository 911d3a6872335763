using System.Globalization;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.History;

/// <summary>A search for deliveries: all that is given must hold.</summary>
public sealed record DeliveryQuery
{
    /// <summary>In this state. Default: any.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Of this workflow. Default: any.</summary>
    public Guid? WorkflowId { get; init; }

    /// <summary>About this record. Default: any.</summary>
    public string? RecordId { get; init; }

    /// <summary>Made at this time or later. Default: any.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Made before this time. Default: any.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>How many to a page. Default: 50. From 1 to 1,000.</summary>
    public int PageSize { get; init; } = 50;

    /// <summary>Where to go on: the <see cref="DeliveryPage.Next"/> of the page before. Default: the first page.</summary>
    public string? Continuation { get; init; }

    /// <summary>Checks what a caller gave, before any store acts on it.</summary>
    /// <exception cref="ArgumentException">The page size is out of range, or the continuation is not one that a page gave.</exception>
    internal void Validate()
    {
        if (PageSize is < 1 or > 1_000)
        {
            throw new ArgumentException($"DeliveryQuery.PageSize is {PageSize}; it must be from 1 to 1,000.");
        }

        if (Continuation is not null && !long.TryParse(Continuation, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new ArgumentException($"DeliveryQuery.Continuation is '{Continuation}'; give the Next of a page as it was.");
        }
    }
}
