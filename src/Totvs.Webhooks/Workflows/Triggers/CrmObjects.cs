using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>
/// The kinds of record that TOTVS CRM's triggers happen to. The opportunity's <c>contextUrl</c> is TOTVS's own; the other URLs and every
/// id are this library's, and never change.
/// </summary>
public static class CrmObjects
{
    /// <summary>Activity.</summary>
    public static SourceObject Activity { get; } = new()
    {
        Id = new Guid("fe6055e0-f2ab-57d9-b809-ac8b9dca0bfa"),
        Name = new LocalizedText("Activity", "Atividade", "Actividad"),
        ContextUrl = "/api/v11/activity/activities",
    };

    /// <summary>Customer.</summary>
    public static SourceObject Customer { get; } = new()
    {
        Id = new Guid("c2221548-9b67-536e-96c8-fb74e5dc2500"),
        Name = new LocalizedText("Customer", "Cliente", "Cliente"),
        ContextUrl = "/api/v11/customer/customers",
    };

    /// <summary>Lead.</summary>
    public static SourceObject Lead { get; } = new()
    {
        Id = new Guid("08b15c27-1b76-5992-80be-1b8b6a029169"),
        Name = new LocalizedText("Lead", "Lead", "Lead"),
        ContextUrl = "/api/v11/lead/leads",
    };

    /// <summary>Opportunity.</summary>
    public static SourceObject Opportunity { get; } = new()
    {
        Id = new Guid("aebba950-e75d-5a4d-88cb-edd79abe3597"),
        Name = new LocalizedText("Opportunity", "Oportunidade", "Oportunidad"),
        ContextUrl = "/api/v11/opportunity/opportunities",
    };

    /// <summary>Sales order.</summary>
    public static SourceObject SalesOrder { get; } = new()
    {
        Id = new Guid("aa0e96bc-a86a-5b6c-b269-02b14d67e137"),
        Name = new LocalizedText("Sales order", "Ordem de venda", "Pedido"),
        ContextUrl = "/api/v11/salesorder/salesorders",
    };
}
