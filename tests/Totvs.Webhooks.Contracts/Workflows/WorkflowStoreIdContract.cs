using NUnit.Framework;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Contracts.Workflows;

/// <summary>What a store must do about ids: a stored workflow's id is never made from its name, and never taken twice.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class WorkflowStoreIdContract<TFactory> : WorkflowStoreFixture<TFactory>
    where TFactory : IWorkflowStoreFactory, new()
{
    [Test]
    public async Task Two_workflows_of_one_name_are_two_each_with_its_own_URL()
    {
        Workflow first = await Store.AddAsync(SomeWorkflow.New("same") with { Action = new WebhookAction { Url = new Uri("https://first.example.com") } });
        Workflow second = await Store.AddAsync(SomeWorkflow.New("same") with { Action = new WebhookAction { Url = new Uri("https://second.example.com") } });

        Assert.That(await Store.ListAsync(), Is.EquivalentTo(new[] { first, second }));
        Assert.That((await Store.FindAsync(first.Id))!.Action.Url.Host, Is.EqualTo("first.example.com"));
        Assert.That((await Store.FindAsync(second.Id))!.Action.Url.Host, Is.EqualTo("second.example.com"));
    }

    [Test]
    public async Task Added_workflow_is_answered_with_the_id_it_was_given()
    {
        Workflow workflow = SomeWorkflow.Full();

        Assert.That(await Store.AddAsync(workflow), Is.EqualTo(workflow));
        Assert.That(await Store.FindAsync(workflow.Id), Is.EqualTo(workflow));
    }

    [Test]
    public async Task Renaming_a_stored_workflow_keeps_its_id()
    {
        Workflow added = await Store.AddAsync(SomeWorkflow.New("before"));

        await Store.SaveAsync(added with { Name = "after" });
        await Store.SaveAsync((await Store.FindAsync(added.Id))! with { Name = "after that" });

        Workflow listed = (await Store.ListAsync()).Single();
        Assert.That((listed.Id, listed.Name), Is.EqualTo((added.Id, "after that")));
        Assert.That((listed with { Name = "and that" }).Id, Is.EqualTo(added.Id));
    }

    [Test]
    public async Task Many_that_are_saved_together_replace_and_add_all_of_them()
    {
        Workflow before = await Store.AddAsync(SomeWorkflow.New("before"));
        Workflow[] many = [before with { Name = "after" }, .. Enumerable.Range(0, 600).Select(number => SomeWorkflow.New($"w{number}"))];

        await Store.SaveAsync(many);

        Assert.That(await Store.ListAsync(), Is.EquivalentTo(many));
    }

    [Test]
    public async Task Adding_an_id_that_exists_is_refused_and_changes_nothing()
    {
        Workflow kept = SomeWorkflow.New("kept");
        await Store.AddAsync(kept);
        int told = 0;
        using IDisposable listening = Store.OnChange(_ => told++);

        Assert.That(
            async () => await Store.AddAsync(SomeWorkflow.New("other") with { Id = kept.Id }),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("id").And.Message.Contains(kept.Id.ToString()).And.Message.Contains("SaveAsync"));
        Assert.That(await Store.ListAsync(), Is.EqualTo(new[] { kept }));
        Assert.That(told, Is.Zero);
    }

    [Test]
    public async Task Adding_an_id_that_was_saved_is_refused_and_one_that_was_deleted_is_free()
    {
        Workflow saved = SomeWorkflow.New("saved");
        await Store.SaveAsync(saved);

        Assert.That(async () => await Store.AddAsync(saved), Throws.TypeOf<WorkflowDefinitionException>());
        await Store.DeleteAsync(saved.Id);
        Assert.That(async () => await Store.AddAsync(saved), Throws.Nothing);
    }

    [Test]
    public async Task Of_many_that_add_one_id_at_once_one_succeeds()
    {
        var id = Guid.NewGuid();

        bool[] added = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Task.Run(async () =>
        {
            try
            {
                await Store.AddAsync(SomeWorkflow.New($"workflow {index}") with { Id = id });
                return true;
            }
            catch (WorkflowDefinitionException)
            {
                return false;
            }
        })));

        Assert.That(added.Count(succeeded => succeeded), Is.EqualTo(1));
        Assert.That(await Store.ListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Listener_is_given_the_added_workflow_before_the_call_returns()
    {
        IReadOnlyList<Workflow> told = [];
        using IDisposable listening = Store.OnChange(workflows => told = workflows);

        Workflow added = await Store.AddAsync(SomeWorkflow.New("A"));

        Assert.That(told, Is.EqualTo(new[] { added }));
    }

    [Test]
    public void Cancelled_adding_keeps_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(async () => await Store.AddAsync(SomeWorkflow.New(), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await Store.ListAsync(), Is.Empty);
    }
}
