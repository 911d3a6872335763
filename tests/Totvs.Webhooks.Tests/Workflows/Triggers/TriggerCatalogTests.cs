using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Triggers;

public sealed class TriggerCatalogTests
{
    private readonly Trigger _invoicePaid = new()
    {
        Code = "invoice.paid",
        Id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111"),
        Name = "Invoice paid",
        Source = new SourceObject { Id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222"), Name = "Invoice", ContextUrl = "/api/invoices" },
    };

    [Test]
    public void Catalogue_of_totvs_is_there_from_the_start() =>
        Assert.That(new TriggerCatalog().All, Is.EquivalentTo(CrmTriggers.All));

    [TestCase("opportunity.won")]
    [TestCase("OPPORTUNITY.Won")]
    public void Trigger_is_found_in_upper_or_lower_case(string code) =>
        Assert.That(new TriggerCatalog().Find(code), Is.EqualTo(CrmTriggers.OpportunityWon));

    [Test]
    public void Unknown_code_finds_nothing() => Assert.That(new TriggerCatalog().Find("opportunity.eaten"), Is.Null);

    [Test]
    public void Trigger_of_the_host_is_found_and_listed_by_code()
    {
        TriggerCatalog catalog = Configured(webhooks => webhooks.AddTrigger(_invoicePaid));

        Assert.That(catalog.Find("Invoice.Paid"), Is.EqualTo(_invoicePaid));
        Assert.That(
            catalog.All.Select(trigger => trigger.Code),
            Is.Ordered.Using<string>(StringComparer.Ordinal).And.Contains("invoice.paid"));
        Assert.That(catalog.All, Has.Count.EqualTo(CrmTriggers.All.Count + 1));
    }

    [Test]
    public void Override_applies_where_a_workflow_holds_the_trigger_as_totvs_has_it()
    {
        TriggerCatalog catalog = Configured(
            webhooks => webhooks.OverrideTrigger(CrmTriggers.OpportunityWon, trigger => trigger with { Name = "Negócio fechado" }));

        Assert.That(catalog.Resolve(CrmTriggers.OpportunityWon).Name.English, Is.EqualTo("Negócio fechado"));
        Assert.That(catalog.Resolve(CrmTriggers.OpportunityLost), Is.EqualTo(CrmTriggers.OpportunityLost));
    }

    [Test]
    public void What_a_workflow_says_of_its_trigger_wins_over_the_override()
    {
        TriggerCatalog catalog = Configured(
            webhooks => webhooks.OverrideTrigger(CrmTriggers.OpportunityWon, trigger => trigger with { Name = "Negócio fechado" }));
        Trigger own = CrmTriggers.OpportunityWon with { Name = "Deal closed" };

        Assert.That(catalog.Resolve(own), Is.EqualTo(own));
        Assert.That(catalog.Resolve(_invoicePaid), Is.EqualTo(_invoicePaid));
    }

    [Test]
    public void Override_goes_on_from_the_one_before()
    {
        var id = new Guid("7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c3333");
        TriggerCatalog catalog = Configured(webhooks => webhooks
            .OverrideTrigger(CrmTriggers.LeadCreated, trigger => trigger with { Id = id })
            .OverrideTrigger(CrmTriggers.LeadCreated, trigger => trigger with { Name = "Novo lead" }));

        Trigger resolved = catalog.Resolve(CrmTriggers.LeadCreated);
        Assert.That((resolved.Id, resolved.Name.English), Is.EqualTo((id, "Novo lead")));
    }

    [Test]
    public void Override_may_not_change_the_code() =>
        Assert.That(
            () => Configured(webhooks => webhooks.OverrideTrigger(CrmTriggers.LeadCreated, trigger => trigger with { Code = "lead.made" })),
            Throws.ArgumentException.With.Message.Contains("'lead.created'").And.Message.Contains("AddTrigger"));

    [Test]
    public void Trigger_that_lacks_something_is_refused_with_every_fault() =>
        Assert.That(
            () => Configured(
                webhooks => webhooks.AddTrigger(
                    _invoicePaid with { Id = Guid.Empty, Name = " ", Source = _invoicePaid.Source with { Id = Guid.Empty } })),
            Throws.ArgumentException.With.Message.Contains("trigger.id").And.Message.Contains(
                "trigger.name").And.Message.Contains("trigger.source.id"));

    [TestCase("en", "Opportunity won")]
    [TestCase("EN-us", "Opportunity won")]
    [TestCase("pt", "Oportunidade ganha")]
    [TestCase("pt-BR", "Oportunidade ganha")]
    [TestCase("es-AR", "Oportunidad ganada")]
    [TestCase("fr", "Opportunity won")]
    public void Name_reads_in_its_language(string language, string name) =>
        Assert.That(CrmTriggers.OpportunityWon.Name.In(language), Is.EqualTo(name));

    [TestCase("pt")]
    [TestCase("es")]
    public void Name_without_a_translation_reads_in_english(string language) =>
        Assert.That(_invoicePaid.Name.In(language), Is.EqualTo("Invoice paid"));

    private static TriggerCatalog Configured(Action<TotvsWebhooksBuilder> configure)
    {
        using ServiceProvider provider = new ServiceCollection().AddTotvsWebhooks(configure).BuildServiceProvider();
        return provider.GetRequiredService<TriggerCatalog>();
    }
}
