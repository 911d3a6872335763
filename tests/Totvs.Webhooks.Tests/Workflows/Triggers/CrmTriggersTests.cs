using NUnit.Framework;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Triggers;

public sealed class CrmTriggersTests
{
    // Receivers keep these ids and read these names: a line here may be added, never changed.
    private static readonly object[][] Catalogue =
    [
        [
            "activity.created",
            "6c87742b-7b2b-52ae-b54d-72d3cb489347",
            "Activity created",
            "Atividade criada",
            "Actividad creada",
            "Activity",
        ],
        [
            "activity.updated",
            "ac1fd9d1-2ced-5dc3-b473-d23ac133169a",
            "Activity updated",
            "Atividade atualizada",
            "Actividad actualizada",
            "Activity",
        ],
        [
            "activity.completed",
            "c0de4f1d-ffec-517b-933a-c7cdb417f6f4",
            "Activity completed",
            "Atividade concluída",
            "Actividad terminada",
            "Activity",
        ],
        [
            "activity.canceled",
            "ec0db8c8-4257-5fa6-b2dc-c3cad13bdc71",
            "Activity canceled",
            "Atividade cancelada",
            "Actividad cancelada",
            "Activity",
        ],
        ["customer.created", "033d01be-238e-5b25-8d9c-54f77267ff57", "Customer created", "Cliente criado", "Cliente creado", "Customer"],
        [
            "customer.updated",
            "c9430156-6035-54df-b26c-34403e231781",
            "Customer updated",
            "Cliente atualizado",
            "Cliente actualizado",
            "Customer",
        ],
        [
            "customer.activated",
            "a6536a34-1a1a-5c59-bfbf-df029c3f17a7",
            "Customer activated",
            "Cliente ativado",
            "Cliente habilitado",
            "Customer",
        ],
        ["lead.created", "4a237597-6caa-57b5-8816-0eb0a5ff4387", "Lead created", "Lead criado", "Lead creado", "Lead"],
        ["lead.updated", "6d7b7ede-9d50-5ebe-b720-69485f1acbff", "Lead updated", "Lead atualizado", "Lead actualizado", "Lead"],
        [
            "opportunity.created",
            "cd71e34e-ff1c-5dd4-807f-703844b30af2",
            "Opportunity created",
            "Oportunidade criada",
            "Oportunidad creada",
            "Opportunity",
        ],
        [
            "opportunity.updated",
            "c7cdddf2-69a6-563b-ab3d-cc2dfe7b7f98",
            "Opportunity updated",
            "Oportunidade atualizada",
            "Oportunidad actualizada",
            "Opportunity",
        ],
        [
            "opportunity.won",
            "f5071fbe-6ca5-5ccc-b8ed-4b7340b38daa",
            "Opportunity won",
            "Oportunidade ganha",
            "Oportunidad ganada",
            "Opportunity",
        ],
        [
            "opportunity.lost",
            "8edbbe4c-2b67-5726-8e85-3cc5fe43ea33",
            "Opportunity lost",
            "Oportunidade perdida",
            "Oportunidad perdida",
            "Opportunity",
        ],
        [
            "opportunity.discarded",
            "c1d72f96-fac3-562c-915c-368573ea1330",
            "Opportunity discarded",
            "Oportunidade descartada",
            "Oportunidad descartada",
            "Opportunity",
        ],
        [
            "salesOrder.created",
            "dcc3a70a-8409-5c64-9f74-402f7093b221",
            "Sales order created",
            "Ordem de venda criada",
            "Pedido creado",
            "Sales order",
        ],
        [
            "salesOrder.updated",
            "52dc4775-bd7a-55ca-b922-5c4de19aaa7d",
            "Sales order updated",
            "Ordem de venda atualizada",
            "Pedido actualizado",
            "Sales order",
        ],
        [
            "salesOrder.finished",
            "35030638-4ba1-53b5-a14a-0763253f217c",
            "Sales order finished",
            "Ordem de venda finalizada",
            "Pedido finalizado",
            "Sales order",
        ],
    ];

    private static readonly object[][] Objects =
    [
        ["Activity", "fe6055e0-f2ab-57d9-b809-ac8b9dca0bfa", "Atividade", "Actividad", "/api/v11/activity/activities"],
        ["Customer", "c2221548-9b67-536e-96c8-fb74e5dc2500", "Cliente", "Cliente", "/api/v11/customer/customers"],
        ["Lead", "08b15c27-1b76-5992-80be-1b8b6a029169", "Lead", "Lead", "/api/v11/lead/leads"],
        ["Opportunity", "aebba950-e75d-5a4d-88cb-edd79abe3597", "Oportunidade", "Oportunidad", "/api/v11/opportunity/opportunities"],
        ["Sales order", "aa0e96bc-a86a-5b6c-b269-02b14d67e137", "Ordem de venda", "Pedido", "/api/v11/salesorder/salesorders"],
    ];

    [TestCaseSource(nameof(Catalogue))]
    public void Trigger_keeps_its_code_id_and_names(
        string code,
        string id,
        string english,
        string portuguese,
        string spanish,
        string source)
    {
        Trigger trigger = CrmTriggers.All.Single(candidate => candidate.Code == code);

        Assert.That(trigger.Id, Is.EqualTo(new Guid(id)));
        Assert.That((trigger.Name.In("en"), trigger.Name.In("pt-BR"), trigger.Name.In("es")), Is.EqualTo((english, portuguese, spanish)));
        Assert.That(trigger.Source.Name.English, Is.EqualTo(source));
    }

    [TestCaseSource(nameof(Objects))]
    public void Object_keeps_its_id_names_and_url(string english, string id, string portuguese, string spanish, string contextUrl)
    {
        SourceObject source = CrmTriggers.All.Select(trigger => trigger.Source).Distinct().Single(
            candidate => candidate.Name.English == english);

        Assert.That(
            (source.Id, source.Name.Portuguese, source.Name.Spanish, source.ContextUrl),
            Is.EqualTo((new Guid(id), portuguese, spanish, contextUrl)));
    }

    [Test]
    public void Catalogue_is_that_of_the_page_and_no_more()
    {
        Assert.That(CrmTriggers.All.Select(trigger => trigger.Code), Is.EqualTo(Catalogue.Select(row => row[0])));
        Assert.That(CrmTriggers.All.Select(trigger => trigger.Source).Distinct(), Has.Exactly(Objects.Length).Items);

        // Activity 4, customer 3, lead 2, opportunity 5, sales order 3 (TOTVS).
        Assert.That(
            CrmTriggers.All.GroupBy(trigger => trigger.Source.Name.English).Select(group => group.Count()),
            Is.EqualTo(new[] { 4, 3, 2, 5, 3 }));
    }

    [Test]
    public void No_two_triggers_share_an_id_or_a_name()
    {
        Assert.That(
            CrmTriggers.All.Select(trigger => trigger.Id).Concat(CrmTriggers.All.Select(trigger => trigger.Source.Id).Distinct()),
            Is.Unique);
        Assert.That(CrmTriggers.All.Select(trigger => trigger.Name.English), Is.Unique);
        Assert.That(CrmTriggers.All.Select(trigger => trigger.Name.Portuguese), Is.Unique);
        Assert.That(CrmTriggers.All.Select(trigger => trigger.Name.Spanish), Is.Unique);
    }

    [Test]
    public void Every_property_of_the_catalogue_is_in_its_list() =>
        Assert.That(
            typeof(CrmTriggers).GetProperties().Where(
                property => property.PropertyType == typeof(Trigger)).Select(property => property.GetValue(null)),
            Is.EqualTo(CrmTriggers.All));
}
