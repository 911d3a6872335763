using System.Globalization;
using System.Text;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>The event of the benchmarks, and a body of the same length as the one it leads to.</summary>
internal static class SomeEvent
{
    // On one line, as the product writes it.
    public static ReadOnlyMemory<byte> Body { get; } = Encoding.UTF8.GetBytes(
        """
        {"eventId":"00000000-0000-0000-0000-000000000000","timestamp":"2022-05-06T15:28:36.110-03:00",
        "workflow":{"id":"00000000-0000-0000-0000-000000000000","description":"Name of the workflow"},
        "trigger":{"id":"00000000-0000-0000-0000-000000000000","description":"Opportunity won"},
        "source":{"object":{"id":"00000000-0000-0000-0000-000000000000","description":"Opportunity",
        "contextUrl":"/api/v11/opportunity/opportunities"},
        "row":{"id":"00000000-0000-0000-0000-000000000000","externalId":"0101 000123 01 C"}}}
        """.ReplaceLineEndings(""));

    private static ReadOnlySpan<byte> ExternalId => "0101 000123 01 C"u8;

    public static WorkflowEvent New() =>
        new(CrmTriggers.OpportunityWon, "00000000-0000-0000-0000-000000000000") { ExternalId = "0101 000123 01 C" };

    /// <summary>An event that says when it was handed over, as its external id.</summary>
    public static WorkflowEvent HandedOver(Trigger trigger, long timestamp) =>
        new(trigger, "00000000-0000-0000-0000-000000000000") { ExternalId = timestamp.ToString("D16", CultureInfo.InvariantCulture) };

    /// <summary>The body with such an external id.</summary>
    public static byte[] BodyHandedOver(long timestamp)
    {
        ReadOnlySpan<byte> body = Body.Span;
        int at = body.LastIndexOf(ExternalId);
        byte[] digits = Encoding.UTF8.GetBytes(timestamp.ToString("D16", CultureInfo.InvariantCulture));
        return [.. body[..at], .. digits, .. body[(at + ExternalId.Length)..]];
    }

    public static Workflow WorkflowTo(Uri url) => WorkflowTo(url, CrmTriggers.OpportunityWon);

    public static Workflow WorkflowTo(Uri url, Trigger trigger) => new()
    {
        Name = "Name of the workflow",
        Trigger = trigger,
        Action = new WebhookAction { Url = url },
    };
}
