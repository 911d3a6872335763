using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

public sealed class LastReadingTests
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes("one");

    [Test]
    public void Text_that_has_not_changed_is_read_once()
    {
        var last = new LastReading(new TriggerCatalog());

        IReadOnlyList<Workflow> first = last.Read(_text, () => [SomeWorkflow.Named("A")]);

        Assert.That(last.Read([.. _text], () => throw new InvalidOperationException("It is read again.")), Is.SameAs(first));
    }

    [Test]
    public void Changed_text_is_read_again()
    {
        var last = new LastReading(new TriggerCatalog());
        last.Read(_text, () => [SomeWorkflow.Named("A")]);

        IReadOnlyList<Workflow> other = last.Read(Encoding.UTF8.GetBytes("two"), () => [SomeWorkflow.Named("B")]);

        Assert.That(other.Single().Name, Is.EqualTo("B"));
    }

    [Test]
    public void Text_is_read_again_once_the_host_added_a_trigger()
    {
        var triggers = new TriggerCatalog();
        var last = new LastReading(triggers);
        last.Read(_text, () => [SomeWorkflow.Named("A")]);

        triggers.Add(SomeWorkflow.InvoicePaid);

        Assert.That(last.Read(_text, () => [SomeWorkflow.Named("B")]).Single().Name, Is.EqualTo("B"));
    }

    [Test]
    public void Text_that_was_refused_is_read_again()
    {
        var last = new LastReading(new TriggerCatalog());

        Assert.That(() => last.Read(_text, () => throw new WorkflowDefinitionException([])), Throws.TypeOf<WorkflowDefinitionException>());
        Assert.That(last.Read(_text, () => [SomeWorkflow.Named("A")]), Has.One.Items);
    }
}
