using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows;

/// <summary>Workflows and triggers that tests do not care the details of.</summary>
internal static class SomeWorkflow
{
    public static readonly Trigger InvoicePaid = new()
    {
        Code = "invoice.paid",
        Id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111"),
        Name = new LocalizedText("Invoice paid", "Fatura paga", "Factura pagada"),
        Source = new SourceObject { Id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222"), Name = "Invoice", ContextUrl = "/api/invoices" },
    };

    /// <summary>A workflow with an id of its own, as a store asks for.</summary>
    public static Workflow Stored(string name) => Named(name) with { Id = Guid.NewGuid() };

    public static Workflow Named(string name, Trigger? trigger = null) => new()
    {
        Name = name,
        Trigger = trigger ?? CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = new Uri("https://erp.example.com/hooks") },
    };
}
