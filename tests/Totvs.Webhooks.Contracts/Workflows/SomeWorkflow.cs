using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Contracts.Workflows;

/// <summary>Workflows that tests do not care the details of.</summary>
public static class SomeWorkflow
{
    /// <summary>A workflow with nothing but what it needs.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The workflow.</returns>
    public static Workflow New(string name = "Deals won") => new()
    {
        Id = Guid.NewGuid(),
        Name = name,
        Trigger = CrmTriggers.OpportunityWon,
        Action = new WebhookAction { Url = new Uri("https://erp.example.com/hooks") },
    };

    /// <summary>A workflow with all a workflow can have.</summary>
    /// <returns>The workflow.</returns>
    public static Workflow Full() => new()
    {
        Id = Guid.NewGuid(),
        Name = "Large deals won",
        Notes = "For the ERP.\r\nAsk Conceição.",
        Trigger = OwnTrigger,
        Conditions = Condition.All(
            Condition.Field("amount").IsAtLeast(10_000.50m),
            Condition.Any(
                Condition.Field("stage").ChangedFromTo("open", "won", ignoreCase: true),
                !Condition.Field("customer.'full name'").IsIn("Ana", 7, true)),
            Condition.Field("closing").IsInTheLast(3, DurationUnit.Days)),
        Action = new WebhookAction
        {
            Url = new Uri("https://erp.example.com:8443/hooks/crm?tenant=7#part"),
            Headers =
            [
                KeyValuePair.Create("X-Tenant", "7"),
                KeyValuePair.Create("Authorization", "Bearer \"quoted\" \\ %_ ; --"),
            ],
            SigningSecrets =
            [
                new WebhookSecret("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="),
                new WebhookSecret("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY=")
                {
                    EndsAt = new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(-3)).AddTicks(1_234_567),
                },
            ],
            ContentType = "application/vnd.crm.event+json",
            SendsExternalId = false,
            ConnectTimeout = TimeSpan.FromMilliseconds(1_500),
            ResponseTimeout = TimeSpan.FromTicks(300_000_001),
            MaxConcurrentAttempts = 3,
            MaxAttemptsPerSecond = 0.1,
            OrderedByRecord = true,
        },
        IsActive = false,
    };

    /// <summary>A trigger that no catalogue knows.</summary>
    public static Trigger OwnTrigger { get; } = new()
    {
        Code = "invoice.paid",
        Id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111"),
        Name = new LocalizedText("Invoice paid", "Fatura paga", "Factura pagada"),
        Source = new SourceObject
        {
            Id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222"),
            Name = new LocalizedText("Invoice", "Fatura"),
            ContextUrl = "/api/invoices",
        },
    };
}
