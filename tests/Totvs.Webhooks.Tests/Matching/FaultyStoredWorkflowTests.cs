using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

/// <summary>
/// A store may hold what an older version, another program or a hand has written: one such workflow must not stop the others.
/// </summary>
public sealed class FaultyStoredWorkflowTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "1");

    private static readonly Workflow Faulty = SomeWorkflow.Named("faulty") with
    {
        Conditions = new FieldCondition("stage..name[", ConditionOperator.IsTrue),
    };

    [Test]
    public async Task Others_match_as_if_it_were_not_there()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("declared")], Holding(Faulty, SomeWorkflow.Named("stored")));

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "declared", "stored" }));
    }

    [Test]
    public async Task It_is_logged_as_an_error_with_its_faults()
    {
        using var bed = new EngineUnderTest([], Holding(Faulty));

        await bed.NamesMatchingAsync(Won);

        FakeLogRecord record = bed.Logs.GetSnapshot().Single(entry => entry.Level == LogLevel.Error);
        Assert.That(record.Message, Does.Contain("'faulty'").And.Contain(Faulty.Id.ToString()).And.Contain("conditions"));
    }

    [Test]
    public async Task Its_queued_deliveries_still_find_it()
    {
        using var bed = new EngineUnderTest([], Holding(Faulty));
        await bed.NamesMatchingAsync(Won);

        Assert.That(bed.Directory.Current.Find(Faulty.Id), Is.EqualTo(Faulty));
    }

    [Test]
    public async Task Nothing_is_sent_to_a_webhook_that_is_not_valid()
    {
        Workflow relative = SomeWorkflow.Named("relative") with
        {
            Action = new WebhookAction { Url = new Uri("/hooks", UriKind.Relative) },
        };
        Workflow actionless = SomeWorkflow.Named("actionless") with { Action = null! };
        using var bed = new EngineUnderTest([], Holding(relative, actionless));

        Assert.That(await bed.NamesMatchingAsync(Won), Is.Empty);
        Assert.That(bed.Directory.Current.All, Is.Empty);
        Assert.That(
            bed.Directory.Current.Ids,
            Is.EquivalentTo(new[] { relative.Id, actionless.Id }),
            "they are there, and what waits for them goes on waiting");
    }

    [Test]
    public async Task Workflow_whose_call_cannot_be_made_exists_and_is_held()
    {
        Workflow relative = SomeWorkflow.Named("relative") with
        {
            Action = new WebhookAction { Url = new Uri("/hooks", UriKind.Relative) },
        };
        using var bed = new EngineUnderTest([], Holding(relative, Faulty));
        await bed.NamesMatchingAsync(Won);

        Assert.That(bed.Directory.Current.Held, Is.EqualTo(new[] { relative.Id }));
        Assert.That(bed.Directory.Current.OutOfForce.Select(workflow => workflow.Name), Is.EquivalentTo(new[] { "relative", "faulty" }));
    }

    [Test]
    public async Task What_a_store_cannot_give_is_out_of_force_until_it_can()
    {
        Workflow lost = SomeWorkflow.Named("lost") with { Id = Guid.NewGuid() };
        var store = new ScriptedWorkflowStore
        {
            OnList = _ => Task.FromResult<IReadOnlyList<Workflow>>(
                new StoredWorkflows([SomeWorkflow.Named("stored")], [new OutOfForceWorkflow(lost.Id, "lost", "Its key is gone.")])),
        };
        using var bed = new EngineUnderTest([lost with { Name = "declared" }], store);

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "stored" }));
        Assert.That(bed.Directory.Current.Held, Is.EqualTo(new[] { lost.Id }));
        Assert.That(
            bed.Logs.GetSnapshot().Single(log => log.Level == LogLevel.Error).Message,
            Does.Contain("'lost'").And.Contain("Its key is gone."));

        store.Tell(lost);

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "lost" }));
        Assert.That(bed.Directory.Current.OutOfForce, Is.Empty);
    }

    [Test]
    public async Task It_does_not_let_the_declared_one_with_its_id_run_again()
    {
        Workflow declared = SomeWorkflow.Named("declared");
        using var bed = new EngineUnderTest([declared], Holding(Faulty with { Id = declared.Id }));

        Assert.That(await bed.NamesMatchingAsync(Won), Is.Empty);
    }

    [Test]
    public async Task It_runs_once_it_is_saved_without_the_fault()
    {
        var store = new ScriptedWorkflowStore { OnList = _ => Task.FromResult<IReadOnlyList<Workflow>>([Faulty]) };
        using var bed = new EngineUnderTest([], store);
        Assert.That(await bed.NamesMatchingAsync(Won), Is.Empty);

        store.Tell(Faulty with { Conditions = null });

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "faulty" }));
    }

    [Test]
    public async Task Of_two_with_one_id_the_last_is_in_force()
    {
        Workflow first = SomeWorkflow.Named("first");
        using var bed = new EngineUnderTest([], Holding(first, Faulty with { Id = first.Id }, first with { Name = "last" }));

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "last" }));
    }

    [Test]
    public async Task Declared_set_that_cannot_be_put_into_force_leaves_the_old_one_for_good()
    {
        var store = new ScriptedWorkflowStore();
        using var bed = new EngineUnderTest([SomeWorkflow.Named("declared")], store);

        Assert.That(() => bed.Directory.SetDeclared([Faulty]), Throws.ArgumentException);
        store.Tell(SomeWorkflow.Named("saved later"));

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "declared", "saved later" }));
    }

    private static ScriptedWorkflowStore Holding(params IReadOnlyList<Workflow> workflows) =>
        new() { OnList = _ => Task.FromResult(workflows) };
}
