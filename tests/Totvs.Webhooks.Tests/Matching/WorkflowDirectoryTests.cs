using NUnit.Framework;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

public sealed class WorkflowDirectoryTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "1");

    [Test]
    public async Task Change_in_the_store_is_seen_by_the_next_match()
    {
        using var bed = new EngineUnderTest([]);
        Workflow workflow = SomeWorkflow.Named("saved") with { Id = Guid.NewGuid() };

        await bed.Store.SaveAsync(workflow);
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "saved" }));

        await bed.Store.SaveAsync(workflow with { IsActive = false });
        Assert.That(await bed.NamesMatchingAsync(Won), Is.Empty);

        await bed.Store.SaveAsync(workflow);
        await bed.Store.DeleteAsync(workflow.Id);
        Assert.That(await bed.NamesMatchingAsync(Won), Is.Empty);
    }

    [Test]
    public async Task Stored_workflow_wins_over_the_declared_one_with_its_id_until_it_is_deleted()
    {
        Workflow declared = SomeWorkflow.Named("declared") with { Id = Guid.NewGuid() };
        using var bed = new EngineUnderTest([declared]);

        await bed.Store.SaveAsync(declared with { Name = "edited" });
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "edited" }));

        await bed.Store.DeleteAsync(declared.Id);
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "declared" }));
    }

    [Test]
    public async Task Workflows_of_the_store_are_read_once_by_callers_who_come_together()
    {
        var listed = new TaskCompletionSource<IReadOnlyList<Workflow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedWorkflowStore { OnList = _ => listed.Task };
        using var bed = new EngineUnderTest([SomeWorkflow.Named("declared")], store);

        Task<string[]>[] callers = [.. Enumerable.Range(0, 20).Select(_ => bed.NamesMatchingAsync(Won))];
        Assert.That(callers.Any(caller => caller.IsCompleted), Is.False, "nothing is matched before all workflows are known");
        listed.SetResult([SomeWorkflow.Named("stored")]);

        Assert.That(await Task.WhenAll(callers).WaitAsync(HangGuard), Is.All.EqualTo(new[] { "declared", "stored" }));
        Assert.That(await bed.NamesMatchingAsync(Won), Has.Length.EqualTo(2));
        Assert.That(store.Listings, Is.EqualTo(1));
    }

    [Test]
    public async Task Failure_to_read_the_store_is_thrown_and_the_next_call_tries_again()
    {
        var store = new ScriptedWorkflowStore
        {
            OnList = before => before == 0
                ? Task.FromException<IReadOnlyList<Workflow>>(new IOException("the disk is away"))
                : Task.FromResult<IReadOnlyList<Workflow>>([SomeWorkflow.Named("stored")]),
        };
        using var bed = new EngineUnderTest([], store);

        Assert.That(async () => await bed.NamesMatchingAsync(Won), Throws.TypeOf<IOException>());
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "stored" }));
        Assert.That(store.Listings, Is.EqualTo(2));
    }

    [Test]
    public async Task Caller_who_gives_up_ends_only_his_own_wait()
    {
        var listed = new TaskCompletionSource<IReadOnlyList<Workflow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedWorkflowStore { OnList = _ => listed.Task };
        using var bed = new EngineUnderTest([], store);
        using var giveUp = new CancellationTokenSource();

        Task<IReadOnlyList<WorkflowMatch>> impatient = bed.Engine.MatchAsync(Won, giveUp.Token);
        Task<IReadOnlyList<WorkflowMatch>> patient = bed.Engine.MatchAsync(Won);
        await giveUp.CancelAsync();

        Assert.That(async () => await impatient.WaitAsync(HangGuard), Throws.InstanceOf<OperationCanceledException>());
        listed.SetResult([SomeWorkflow.Named("stored")]);
        Assert.That(await patient.WaitAsync(HangGuard), Has.Count.EqualTo(1));
        Assert.That(store.Listings, Is.EqualTo(1));
    }

    [Test]
    public async Task Change_told_during_the_first_reading_is_newer_than_what_was_read()
    {
        var listed = new TaskCompletionSource<IReadOnlyList<Workflow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new ScriptedWorkflowStore { OnList = _ => listed.Task };
        using var bed = new EngineUnderTest([], store);
        Task<string[]> matching = bed.NamesMatchingAsync(Won);

        store.Tell(SomeWorkflow.Named("new"));
        listed.SetResult([SomeWorkflow.Named("old")]);

        Assert.That(await matching.WaitAsync(HangGuard), Is.EqualTo(new[] { "new" }));
    }

    [Test]
    public void Disposed_directory_listens_no_more()
    {
        var store = new ScriptedWorkflowStore();
        var bed = new EngineUnderTest([], store);
        Assert.That(store.Listeners, Is.EqualTo(1));

        bed.Dispose();

        Assert.That(store.Listeners, Is.EqualTo(0));
    }

    [Test]
    public async Task Declared_workflows_are_swapped_whole()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("a"), SomeWorkflow.Named("b")]);
        await bed.Store.AddAsync(SomeWorkflow.Named("stored"));

        bed.Directory.SetDeclared([SomeWorkflow.Named("c")]);

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "c", "stored" }));
    }

    [Test]
    public async Task Every_listener_is_told_of_each_change_until_it_is_disposed()
    {
        using var bed = new EngineUnderTest([]);
        int first = 0;
        string[] second = [];
        IDisposable firstListening = bed.Directory.OnChanged(() => first++);
        using IDisposable secondListening = bed.Directory.OnChanged(() => second = [.. bed.Directory.Current.All.Select(workflow => workflow.Name)]);

        await bed.Store.AddAsync(SomeWorkflow.Named("stored"));
        firstListening.Dispose();
        bed.Directory.SetDeclared([SomeWorkflow.Named("declared")]);

        Assert.That(first, Is.EqualTo(1));
        Assert.That(second, Is.EquivalentTo(new[] { "declared", "stored" }));
    }
}
