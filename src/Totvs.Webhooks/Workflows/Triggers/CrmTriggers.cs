using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>
/// The triggers of TOTVS CRM's Workflow module, with its names in Portuguese and Spanish. "Opportunity won" is TOTVS's own English
/// name; the other English names and every id are this library's, and never change. A host may declare triggers of its own, and override
/// these: see <see cref="TriggerCatalog"/>.
/// </summary>
public static class CrmTriggers
{
    /// <summary>Activity created: <c>activity.created</c>.</summary>
    public static Trigger ActivityCreated { get; } = Create(
        "activity.created",
        "6c87742b-7b2b-52ae-b54d-72d3cb489347",
        new LocalizedText("Activity created", "Atividade criada", "Actividad creada"),
        CrmObjects.Activity);

    /// <summary>Activity updated: <c>activity.updated</c>.</summary>
    public static Trigger ActivityUpdated { get; } = Create(
        "activity.updated",
        "ac1fd9d1-2ced-5dc3-b473-d23ac133169a",
        new LocalizedText("Activity updated", "Atividade atualizada", "Actividad actualizada"),
        CrmObjects.Activity);

    /// <summary>Activity completed: <c>activity.completed</c>.</summary>
    public static Trigger ActivityCompleted { get; } = Create(
        "activity.completed",
        "c0de4f1d-ffec-517b-933a-c7cdb417f6f4",
        new LocalizedText("Activity completed", "Atividade concluída", "Actividad terminada"),
        CrmObjects.Activity);

    /// <summary>Activity canceled: <c>activity.canceled</c>.</summary>
    public static Trigger ActivityCanceled { get; } = Create(
        "activity.canceled",
        "ec0db8c8-4257-5fa6-b2dc-c3cad13bdc71",
        new LocalizedText("Activity canceled", "Atividade cancelada", "Actividad cancelada"),
        CrmObjects.Activity);

    /// <summary>Customer created: <c>customer.created</c>.</summary>
    public static Trigger CustomerCreated { get; } = Create(
        "customer.created",
        "033d01be-238e-5b25-8d9c-54f77267ff57",
        new LocalizedText("Customer created", "Cliente criado", "Cliente creado"),
        CrmObjects.Customer);

    /// <summary>Customer updated: <c>customer.updated</c>.</summary>
    public static Trigger CustomerUpdated { get; } = Create(
        "customer.updated",
        "c9430156-6035-54df-b26c-34403e231781",
        new LocalizedText("Customer updated", "Cliente atualizado", "Cliente actualizado"),
        CrmObjects.Customer);

    /// <summary>Customer activated: <c>customer.activated</c>.</summary>
    public static Trigger CustomerActivated { get; } = Create(
        "customer.activated",
        "a6536a34-1a1a-5c59-bfbf-df029c3f17a7",
        new LocalizedText("Customer activated", "Cliente ativado", "Cliente habilitado"),
        CrmObjects.Customer);

    /// <summary>Lead created: <c>lead.created</c>.</summary>
    public static Trigger LeadCreated { get; } = Create(
        "lead.created",
        "4a237597-6caa-57b5-8816-0eb0a5ff4387",
        new LocalizedText("Lead created", "Lead criado", "Lead creado"),
        CrmObjects.Lead);

    /// <summary>Lead updated: <c>lead.updated</c>.</summary>
    public static Trigger LeadUpdated { get; } = Create(
        "lead.updated",
        "6d7b7ede-9d50-5ebe-b720-69485f1acbff",
        new LocalizedText("Lead updated", "Lead atualizado", "Lead actualizado"),
        CrmObjects.Lead);

    /// <summary>Opportunity created: <c>opportunity.created</c>.</summary>
    public static Trigger OpportunityCreated { get; } = Create(
        "opportunity.created",
        "cd71e34e-ff1c-5dd4-807f-703844b30af2",
        new LocalizedText("Opportunity created", "Oportunidade criada", "Oportunidad creada"),
        CrmObjects.Opportunity);

    /// <summary>Opportunity updated: <c>opportunity.updated</c>.</summary>
    public static Trigger OpportunityUpdated { get; } = Create(
        "opportunity.updated",
        "c7cdddf2-69a6-563b-ab3d-cc2dfe7b7f98",
        new LocalizedText("Opportunity updated", "Oportunidade atualizada", "Oportunidad actualizada"),
        CrmObjects.Opportunity);

    /// <summary>Opportunity won: <c>opportunity.won</c>.</summary>
    public static Trigger OpportunityWon { get; } = Create(
        "opportunity.won",
        "f5071fbe-6ca5-5ccc-b8ed-4b7340b38daa",
        new LocalizedText("Opportunity won", "Oportunidade ganha", "Oportunidad ganada"),
        CrmObjects.Opportunity);

    /// <summary>Opportunity lost: <c>opportunity.lost</c>.</summary>
    public static Trigger OpportunityLost { get; } = Create(
        "opportunity.lost",
        "8edbbe4c-2b67-5726-8e85-3cc5fe43ea33",
        new LocalizedText("Opportunity lost", "Oportunidade perdida", "Oportunidad perdida"),
        CrmObjects.Opportunity);

    /// <summary>Opportunity discarded: <c>opportunity.discarded</c>.</summary>
    public static Trigger OpportunityDiscarded { get; } = Create(
        "opportunity.discarded",
        "c1d72f96-fac3-562c-915c-368573ea1330",
        new LocalizedText("Opportunity discarded", "Oportunidade descartada", "Oportunidad descartada"),
        CrmObjects.Opportunity);

    /// <summary>Sales order created: <c>salesOrder.created</c>.</summary>
    public static Trigger SalesOrderCreated { get; } = Create(
        "salesOrder.created",
        "dcc3a70a-8409-5c64-9f74-402f7093b221",
        new LocalizedText("Sales order created", "Ordem de venda criada", "Pedido creado"),
        CrmObjects.SalesOrder);

    /// <summary>Sales order updated: <c>salesOrder.updated</c>.</summary>
    public static Trigger SalesOrderUpdated { get; } = Create(
        "salesOrder.updated",
        "52dc4775-bd7a-55ca-b922-5c4de19aaa7d",
        new LocalizedText("Sales order updated", "Ordem de venda atualizada", "Pedido actualizado"),
        CrmObjects.SalesOrder);

    /// <summary>Sales order finished: <c>salesOrder.finished</c>.</summary>
    public static Trigger SalesOrderFinished { get; } = Create(
        "salesOrder.finished",
        "35030638-4ba1-53b5-a14a-0763253f217c",
        new LocalizedText("Sales order finished", "Ordem de venda finalizada", "Pedido finalizado"),
        CrmObjects.SalesOrder);

    /// <summary>All of them, by object.</summary>
    public static IReadOnlyList<Trigger> All { get; } =
    [
        ActivityCreated,
        ActivityUpdated,
        ActivityCompleted,
        ActivityCanceled,
        CustomerCreated,
        CustomerUpdated,
        CustomerActivated,
        LeadCreated,
        LeadUpdated,
        OpportunityCreated,
        OpportunityUpdated,
        OpportunityWon,
        OpportunityLost,
        OpportunityDiscarded,
        SalesOrderCreated,
        SalesOrderUpdated,
        SalesOrderFinished,
    ];

    private static Trigger Create(string code, string id, LocalizedText name, SourceObject source) =>
        new() { Code = code, Id = new Guid(id), Name = name, Source = source };
}
