using NUnit.Framework;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Contracts.Workflows;

/// <summary>What telling of changes must do.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class WorkflowStoreChangeContract<TFactory> : WorkflowStoreFixture<TFactory>
    where TFactory : IWorkflowStoreFactory, new()
{
    [Test]
    public async Task Listener_is_given_all_workflows_before_the_saving_call_returns()
    {
        await Store.SaveAsync(SomeWorkflow.New("before"));
        string[] told = [];
        using IDisposable listening = Store.OnChange(workflows => told = NamesOf(workflows));

        await Store.SaveAsync(SomeWorkflow.New("added"));

        Assert.That(told, Is.EqualTo(new[] { "added", "before" }));
    }

    [Test]
    public async Task Listener_is_given_what_remains_before_the_deleting_call_returns()
    {
        Workflow workflow = SomeWorkflow.New("gone");
        await Store.SaveAsync(workflow);
        await Store.SaveAsync(SomeWorkflow.New("stays"));
        string[] told = [];
        using IDisposable listening = Store.OnChange(workflows => told = NamesOf(workflows));

        await Store.DeleteAsync(workflow.Id);

        Assert.That(told, Is.EqualTo(new[] { "stays" }));
    }

    [Test]
    public async Task Listener_is_given_the_workflow_with_all_it_has()
    {
        Workflow workflow = SomeWorkflow.Full();
        IReadOnlyList<Workflow> told = [];
        using IDisposable listening = Store.OnChange(workflows => told = workflows);

        await Store.SaveAsync(workflow);

        Assert.That(told, Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public async Task Listener_is_not_told_when_nothing_changed()
    {
        int times = 0;
        using IDisposable listening = Store.OnChange(_ => times++);

        await Store.DeleteAsync(Guid.NewGuid());
        await Store.ListAsync();

        Assert.That(times, Is.Zero);
    }

    [Test]
    public async Task Listener_is_told_once_of_many_that_are_saved_together()
    {
        List<string[]> told = [];
        using IDisposable listening = Store.OnChange(workflows => told.Add(NamesOf(workflows)));

        await Store.SaveAsync([SomeWorkflow.New("a"), SomeWorkflow.New("b"), SomeWorkflow.New("c")]);

        Assert.That(told.Single(), Is.EqualTo(new[] { "a", "b", "c" }));
    }

    [Test]
    public async Task Listener_that_was_disposed_is_not_told_and_the_others_are()
    {
        int first = 0;
        int second = 0;
        IDisposable firstListening = Store.OnChange(_ => first++);
        using IDisposable secondListening = Store.OnChange(_ => second++);
        await Store.SaveAsync(SomeWorkflow.New());

        firstListening.Dispose();
        firstListening.Dispose();
        await Store.SaveAsync(SomeWorkflow.New());

        Assert.That((first, second), Is.EqualTo((1, 2)));
    }

    [Test]
    public async Task Listener_that_asked_twice_is_told_until_both_are_disposed()
    {
        int times = 0;
        Action<IReadOnlyList<Workflow>> listener = _ => times++;
        IDisposable one = Store.OnChange(listener);
        using IDisposable other = Store.OnChange(listener);

        one.Dispose();
        one.Dispose();
        await Store.SaveAsync(SomeWorkflow.New());

        Assert.That(times, Is.EqualTo(1));
    }

    [Test]
    public async Task Last_that_is_told_of_concurrent_saves_is_what_the_store_holds()
    {
        IReadOnlyList<Workflow> told = [];
        using IDisposable listening = Store.OnChange(workflows => Volatile.Write(ref told, workflows));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(index => Task.Run(() => Store.SaveAsync(SomeWorkflow.New($"workflow {index}")))));

        Assert.That(Volatile.Read(ref told), Is.EqualTo(await Store.ListAsync()).And.Count.EqualTo(100));
    }

    private static string[] NamesOf(IReadOnlyList<Workflow> workflows) => [.. workflows.Select(workflow => workflow.Name)];
}
