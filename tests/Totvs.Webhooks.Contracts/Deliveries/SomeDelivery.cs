using System.Text;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>Deliveries and outcomes that tests do not care the details of.</summary>
public static class SomeDelivery
{
    /// <summary>The workflow of deliveries that name no other.</summary>
    public static Guid WorkflowId { get; } = new("00000000-0000-0000-0000-0000000000a1");

    /// <summary>An attempt answered with 200.</summary>
    public static DeliveryOutcome Accepted { get; } = new()
    {
        Kind = DeliveryOutcomeKind.Delivered,
        StatusCode = 200,
        Duration = TimeSpan.FromMilliseconds(12),
        Description = "The receiver answered 200.",
    };

    /// <summary>An attempt answered with 503.</summary>
    public static DeliveryOutcome Failed { get; } = new()
    {
        Kind = DeliveryOutcomeKind.Status,
        StatusCode = 503,
        Duration = TimeSpan.FromMilliseconds(34),
        Description = "The receiver answered 503.",
        BodyExcerpt = "manutenção às 9h",
    };

    /// <summary>A new delivery.</summary>
    /// <param name="workflowId">Its workflow.</param>
    /// <param name="payload">Its body.</param>
    /// <param name="recordId">Its record.</param>
    /// <param name="createdAt">When its workflow ran.</param>
    /// <param name="isOrdered">Whether it waits for earlier ones of its record.</param>
    /// <returns>The delivery.</returns>
    public static Delivery New(
        Guid? workflowId = null,
        ReadOnlyMemory<byte>? payload = null,
        string recordId = "record-1",
        DateTimeOffset? createdAt = null,
        bool isOrdered = false) => new()
        {
            EventId = Guid.NewGuid(),
            WorkflowId = workflowId ?? WorkflowId,
            TriggerCode = "opportunity.won",
            RecordId = recordId,
            IsOrdered = isOrdered,
            Payload = payload ?? Encoding.UTF8.GetBytes("""{"eventId":"1"}"""),
            CreatedAt = createdAt ?? new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.FromHours(-3)),
        };

    /// <summary>A new delivery that waits for earlier ones of its record.</summary>
    /// <param name="recordId">Its record.</param>
    /// <param name="workflowId">Its workflow.</param>
    /// <returns>The delivery.</returns>
    public static Delivery Ordered(string recordId = "record-1", Guid? workflowId = null) =>
        New(workflowId, recordId: recordId, isOrdered: true);

    /// <summary>Several new deliveries of one workflow.</summary>
    /// <param name="count">How many.</param>
    /// <param name="workflowId">Their workflow.</param>
    /// <returns>The deliveries.</returns>
    public static Delivery[] Many(int count, Guid? workflowId = null) => [.. Enumerable.Range(0, count).Select(_ => New(workflowId))];
}
