using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class SqliteWorkflowStoreTests : StoreTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task Workflows_survive_a_restart_with_their_secrets()
    {
        Workflow workflow = SomeWorkflow.Full();
        SqliteDatabase first = UnderTest.OpenDatabase();
        await UnderTest.OpenWorkflows(first).SaveAsync(workflow);
        await first.DisposeAsync();

        Workflow? found = await UnderTest.OpenWorkflows().FindAsync(workflow.Id);

        Assert.That(found, Is.EqualTo(workflow));
        Assert.That(found!.Action.Headers, Is.EqualTo(workflow.Action.Headers));
    }

    [Test]
    public async Task Change_by_another_process_is_notified_at_the_next_poll()
    {
        SqliteWorkflowStore here = UnderTest.OpenWorkflows();
        SqliteWorkflowStore there = UnderTest.OpenWorkflows();
        await here.ListAsync();
        var notified = new TaskCompletionSource<IReadOnlyList<Workflow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable listening = here.OnChange(workflows => notified.TrySetResult(workflows));
        Workflow workflow = SomeWorkflow.New();

        await there.SaveAsync(workflow);
        Assert.That(notified.Task.IsCompleted, Is.False, "before the poll");
        UnderTest.Time.Advance(new SqliteOptions().WorkflowPollInterval);

        Assert.That(await notified.Task.WaitAsync(Patience), Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public async Task File_that_is_not_shared_is_not_polled_and_own_changes_are_notified_all_the_same()
    {
        SqliteDatabase database = UnderTest.OpenDatabase(new SqliteOptions { IsShared = false });
        using SqliteWorkflowStore store = UnderTest.OpenWorkflows(database);
        using IDisposable noFile = store.OnChange(_ => { });
        UnderTest.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(File.Exists(UnderTest.FilePath), Is.False, "a poll would have opened the file");

        IReadOnlyList<Workflow> notified = [];
        using IDisposable listening = store.OnChange(workflows => notified = workflows);
        Workflow workflow = SomeWorkflow.New();
        await store.SaveAsync(workflow);

        Assert.That(notified, Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public async Task Nothing_is_read_without_a_listener()
    {
        SqliteDatabase database = UnderTest.OpenDatabase();
        using SqliteWorkflowStore store = UnderTest.OpenWorkflows(database);

        UnderTest.Time.Advance(TimeSpan.FromHours(1));
        await database.DisposeAsync();

        Assert.That(File.Exists(UnderTest.FilePath), Is.False, "a poll would have opened the file");
    }

    [Test]
    public async Task Workflow_that_this_version_cannot_read_is_named_with_the_remedy()
    {
        using SqliteWorkflowStore store = UnderTest.OpenWorkflows();
        Workflow workflow = SomeWorkflow.New();
        await store.SaveAsync(workflow);
        using (var other = new OtherProcess(UnderTest.FilePath))
        {
            other.Execute("""UPDATE workflows SET definition = '{ "workflows": [ { "fromTheFuture": 1 } ] }'""");
        }

        Assert.That(
            async () => await store.FindAsync(workflow.Id),
            Throws.TypeOf<RetryStoreException>().With.Message.Contains(workflow.Id.ToString()).And.Message.Contains("Update the package"));
    }

    [Test]
    public async Task Saving_tells_the_listeners_beside_a_workflow_that_cannot_be_read()
    {
        using SqliteWorkflowStore store = UnderTest.OpenWorkflows();
        await store.SaveAsync(SomeWorkflow.New());
        using (var other = new OtherProcess(UnderTest.FilePath))
        {
            other.Execute("UPDATE workflows SET definition = 'unreadable'");
        }

        IReadOnlyList<Workflow> notified = [];
        using IDisposable listening = store.OnChange(workflows => notified = workflows);
        Workflow workflow = SomeWorkflow.New();

        await store.SaveAsync(workflow);
        Assert.That(notified, Is.EqualTo(new[] { workflow }));
        Assert.That(((StoredWorkflows)notified).OutOfForce, Has.Count.EqualTo(1));
        Assert.That(await store.FindAsync(workflow.Id), Is.EqualTo(workflow));
    }
}
