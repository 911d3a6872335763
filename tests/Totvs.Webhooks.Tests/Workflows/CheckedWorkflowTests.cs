using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Tests.Workflows;

/// <summary>A workflow is validated once, and a changed copy anew.</summary>
public sealed class CheckedWorkflowTests
{
    [Test]
    public void Workflow_is_validated_once()
    {
        Workflow workflow = SomeWorkflow.Named("A");

        var first = CheckedWorkflow.Check(workflow);

        Assert.That(CheckedWorkflow.Check(workflow), Is.SameAs(first));
    }

    [Test]
    public void Workflow_that_was_read_or_built_is_not_validated_again()
    {
        Workflow read = WorkflowReader.Read(Encoding.UTF8.GetBytes(
            """{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com"}}]}""")).Single();
        Workflow built = new WorkflowBuilder().Named("A").When(SomeWorkflow.InvoicePaid).PostTo("https://a.example.com").Build();

        Assert.That(read.LastCheck, Has.Property(nameof(CheckedWorkflow.IsValid)).True);
        Assert.That(built.LastCheck, Has.Property(nameof(CheckedWorkflow.IsValid)).True);
    }

    [Test]
    public void Copy_is_validated_anew()
    {
        Workflow workflow = SomeWorkflow.Named("A");
        CheckedWorkflow.ThrowIfInvalid(workflow);

        Workflow copy = workflow with { Conditions = Condition.All() };

        Assert.That(copy.LastCheck, Is.Null);
        Assert.That(CheckedWorkflow.ErrorsOf(copy).Single().Place, Is.EqualTo("conditions.all"));
    }

    [Test]
    public void Another_id_needs_no_other_validation([Values] bool valid)
    {
        var candidate = CheckedWorkflow.Check(SomeWorkflow.Named(valid ? "A" : " "));

        CheckedWorkflow copy = candidate.WithId(Guid.NewGuid());

        Assert.That(CheckedWorkflow.Check(copy.Workflow), Is.SameAs(copy));
        Assert.That((copy.IsValid, copy.Workflow.HasOwnId), Is.EqualTo((valid, true)));
    }
}
