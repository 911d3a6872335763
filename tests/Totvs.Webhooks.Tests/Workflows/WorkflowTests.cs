using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WorkflowTests
{
    private static readonly Workflow Some = SomeWorkflow.Named("A");

    private static readonly Workflow[] OneChange =
    [
        Some with { Id = Guid.NewGuid() },
        Some with { Id = Some.Id, Name = "B" },
        Some with { Notes = "" },
        Some with { Trigger = CrmTriggers.LeadCreated },
        Some with { Conditions = Condition.Field("a").IsTrue() },
        Some with { Action = new WebhookAction { Url = new Uri("https://other.example.com") } },
        Some with { IsActive = false },
        Some with { TimeZone = TimeZoneInfo.Utc },
        Some with { FirstDayOfWeek = DayOfWeek.Monday },
    ];

    [TestCaseSource(nameof(OneChange))]
    public void Workflows_that_differ_in_one_part_are_not_equal(Workflow changed) => Assert.That(changed, Is.Not.EqualTo(Some));

    [Test]
    public void Id_made_from_the_name_is_the_same_as_that_id_given()
    {
        Workflow given = Some with { Id = Some.Id };

        Assert.That(given, Is.EqualTo(Some));
        Assert.That(given.GetHashCode(), Is.EqualTo(Some.GetHashCode()));
    }

    [Test]
    public void Renaming_makes_a_new_workflow_unless_its_id_was_given()
    {
        Assert.That((Some with { Name = "B" }).Id, Is.Not.EqualTo(Some.Id));
        Assert.That((Some with { Id = Some.Id, Name = "B" }).Id, Is.EqualTo(Some.Id));
    }
}
