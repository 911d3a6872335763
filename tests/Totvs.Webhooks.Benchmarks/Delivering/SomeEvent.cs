using System.Text;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Benchmarks.Delivering;

/// <summary>The event of the benchmarks, and a body of the same length as the one it leads to.</summary>
internal static class SomeEvent
{
    public static ReadOnlyMemory<byte> Body { get; } = Encoding.UTF8.GetBytes(
        """
        {"eventId":"00000000-0000-0000-0000-000000000000","timestamp":"2022-05-06T15:28:36.110-03:00","workflow":{"id":"00000000-0000-0000-0000-000000000000","description":"Name of the workflow"},"trigger":{"id":"00000000-0000-0000-0000-000000000000","description":"Opportunity won"},"source":{"object":{"id":"00000000-0000-0000-0000-000000000000","description":"Opportunity","contextUrl":"/api/v11/opportunity/opportunities"},"row":{"id":"00000000-0000-0000-0000-000000000000","externalId":"0101 000123 01 C"}}}
        """);

    public static WorkflowEvent New() => new(CrmTriggers.OpportunityWon, "00000000-0000-0000-0000-000000000000") { ExternalId = "0101 000123 01 C" };

    public static Workflow WorkflowTo(Uri url) => new()
    {
        Name = "Name of the workflow",
        Trigger = CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = url },
    };
}
