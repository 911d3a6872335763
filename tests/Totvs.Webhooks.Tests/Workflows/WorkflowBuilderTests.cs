using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WorkflowBuilderTests
{
    [Test]
    public void Workflow_has_all_that_was_set_up()
    {
        var id = new Guid("5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a");
        Workflow workflow = new WorkflowBuilder()
            .Named("Large deals won")
            .WithNotes("for the ERP")
            .WithId(id)
            .When(CrmTriggers.OpportunityWon)
            .Where(opportunity => opportunity.Field("amount").IsAtLeast(10_000) & opportunity.Field("stage").ChangedTo("won"))
            .PostTo("https://erp.example.com/hooks/crm")
            .WithHeader("Authorization", "Bearer x")
            .WithHeader("X-Tenant", "7")
            .HidingExternalId()
            .WithTimeouts(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30))
            .WithMaxConcurrentAttempts(3)
            .WithMaxAttemptsPerSecond(0.5)
            .OrderedByRecord()
            .Inactive()
            .Build();

        Assert.That(
            (workflow.Id, workflow.Name, workflow.Notes, workflow.IsActive),
            Is.EqualTo((id, "Large deals won", "for the ERP", false)));
        Assert.That(workflow.Trigger, Is.EqualTo(CrmTriggers.OpportunityWon));
        Assert.That(
            workflow.Conditions,
            Is.EqualTo(Condition.All(Condition.Field("amount").IsAtLeast(10_000), Condition.Field("stage").ChangedTo("won"))));
        Assert.That(workflow.Action.Url, Is.EqualTo(new Uri("https://erp.example.com/hooks/crm")));
        Assert.That(
            workflow.Action.Headers,
            Is.EqualTo(new[] { new WebhookHeader("Authorization", "Bearer x"), new WebhookHeader("X-Tenant", "7") }));
        Assert.That(
            (workflow.Action.SendsExternalId, workflow.Action.ConnectTimeout, workflow.Action.ResponseTimeout),
            Is.EqualTo((false, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30))));
        Assert.That(
            (workflow.Action.MaxConcurrentAttempts, workflow.Action.MaxAttemptsPerSecond, workflow.Action.OrderedByRecord),
            Is.EqualTo((3, 0.5, true)));
    }

    [Test]
    public void What_is_not_set_up_has_its_default()
    {
        Workflow workflow = Minimal().Build();

        Assert.That((workflow.Notes, workflow.Conditions, workflow.IsActive), Is.EqualTo(((string?)null, (Condition?)null, true)));
        Assert.That(workflow.Action.Headers, Is.Empty);
        Assert.That(
            (workflow.Action.SendsExternalId, workflow.Action.ConnectTimeout, workflow.Action.ResponseTimeout),
            Is.EqualTo((true, (TimeSpan?)null, (TimeSpan?)null)));
        Assert.That(
            (workflow.Action.MaxConcurrentAttempts, workflow.Action.MaxAttemptsPerSecond, workflow.Action.OrderedByRecord),
            Is.EqualTo(((int?)null, (double?)null, false)));
    }

    [Test]
    public void Text_that_is_no_url_is_told_of_with_the_workflow_and_without_repeating_it() =>
        Assert.That(
            () => new WorkflowBuilder().Named("Large deals won").PostTo("https://user:secret@[erp"),
            Throws.ArgumentException.With.Message.Contains("'Large deals won'").And.Message.Contains(
                "https://erp.example.com/hooks").And.Message.Not.Contains("secret"));

    [Test]
    public void Id_comes_from_the_name_and_stays_the_same()
    {
        Guid first = Minimal().Build().Id;

        Assert.That(Minimal().WithNotes("changed").Build().Id, Is.EqualTo(first));
        Assert.That(Minimal().Named("Another").Build().Id, Is.Not.EqualTo(first));
        Assert.That(
            Minimal().Named("Ação").Build().Id,
            Is.EqualTo(new Guid("07d4a0af-063d-5c53-ba34-cc4cb387acbf")),
            "ids made from names are kept by stores and receivers: they never change");
    }

    [Test]
    public void Conditions_that_are_added_one_by_one_must_all_be_true() =>
        Assert.That(
            Minimal().Where(Condition.Field("a").IsTrue()).Where(
                Condition.Field("b").IsTrue() | Condition.Field("c").IsTrue()).Build().Conditions,
            Is.EqualTo(
                Condition.All(Condition.Field("a").IsTrue(), Condition.Any(Condition.Field("b").IsTrue(), Condition.Field("c").IsTrue()))));

    [Test]
    public void Builder_that_nothing_was_told_names_all_that_is_missing() =>
        Assert.That(
            Assert.Throws<WorkflowDefinitionException>(() => new WorkflowBuilder().Build())!.Errors.Select(error => error.Place),
            Is.EqualTo(new[] { "name", "trigger", "webhook.url" }));

    [TestCase("hooks/crm")]
    [TestCase("")]
    [TestCase("ftp://erp.example.com")]
    public void Url_that_cannot_be_called_is_refused_when_the_workflow_is_made(string url) =>
        Assert.That(() => Minimal().PostTo(url).Build(), Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("webhook.url"));

    [Test]
    public void Attempts_a_second_that_are_none_are_refused_when_the_workflow_is_made() =>
        Assert.That(
            () => Minimal().WithMaxAttemptsPerSecond(0).Build(),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("webhook.maxAttemptsPerSecond"));

    [Test]
    public void Workflow_that_was_made_does_not_change_with_its_builder()
    {
        WorkflowBuilder builder = Minimal().WithHeader("X-One", "1");
        Workflow workflow = builder.Build();

        builder.WithHeader("X-Two", "2");

        Assert.That(workflow.Action.Headers, Has.Count.EqualTo(1));
    }

    private static WorkflowBuilder Minimal() =>
        new WorkflowBuilder().Named("Leads").When(CrmTriggers.LeadCreated).PostTo("https://erp.example.com");
}
