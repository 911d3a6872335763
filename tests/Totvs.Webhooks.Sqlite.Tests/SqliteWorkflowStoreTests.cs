using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Tests;

public sealed class SqliteWorkflowStoreTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private StoreUnderTest _underTest = default!;

    [SetUp]
    public void SetUp() => _underTest = new StoreUnderTest();

    [TearDown]
    public async Task TearDown() => await _underTest.DisposeAsync();

    [Test]
    public async Task Workflows_survive_a_restart_with_their_secrets()
    {
        Workflow workflow = SomeWorkflow.Full();
        SqliteDatabase first = _underTest.OpenDatabase();
        await Open(first).SaveAsync(workflow);
        await first.DisposeAsync();

        Workflow? found = await Open(_underTest.OpenDatabase()).FindAsync(workflow.Id);

        Assert.That(found, Is.EqualTo(workflow));
        Assert.That(found!.Action.Headers, Is.EqualTo(workflow.Action.Headers));
    }

    [Test]
    public async Task Change_by_another_process_is_told_at_the_next_look()
    {
        SqliteWorkflowStore here = Open(_underTest.OpenDatabase());
        SqliteWorkflowStore there = Open(_underTest.OpenDatabase());
        await here.ListAsync();
        var told = new TaskCompletionSource<IReadOnlyList<Workflow>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable listening = here.OnChange(workflows => told.TrySetResult(workflows));
        Workflow workflow = SomeWorkflow.New();

        await there.SaveAsync(workflow);
        Assert.That(told.Task.IsCompleted, Is.False, "before the look");
        _underTest.Time.Advance(new SqliteOptions().WorkflowPollInterval);

        Assert.That(await told.Task.WaitAsync(Patience), Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public async Task File_that_is_not_shared_is_not_looked_at_and_own_changes_are_told_all_the_same()
    {
        SqliteDatabase database = _underTest.OpenDatabase(new SqliteOptions { IsShared = false });
        using SqliteWorkflowStore store = Open(database);
        using IDisposable noFile = store.OnChange(_ => { });
        _underTest.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(File.Exists(_underTest.FilePath), Is.False, "a look would have opened the file");

        IReadOnlyList<Workflow> told = [];
        using IDisposable listening = store.OnChange(workflows => told = workflows);
        Workflow workflow = SomeWorkflow.New();
        await store.SaveAsync(workflow);

        Assert.That(told, Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public async Task Nothing_is_read_while_nobody_listens()
    {
        SqliteDatabase database = _underTest.OpenDatabase();
        using SqliteWorkflowStore store = Open(database);

        _underTest.Time.Advance(TimeSpan.FromHours(1));
        await database.DisposeAsync();

        Assert.That(File.Exists(_underTest.FilePath), Is.False, "a look would have opened the file");
    }

    [Test]
    public async Task Workflow_that_this_version_cannot_read_is_named_with_the_remedy()
    {
        using SqliteWorkflowStore store = Open(_underTest.OpenDatabase());
        Workflow workflow = SomeWorkflow.New();
        await store.SaveAsync(workflow);
        using (var other = new OtherProcess(_underTest.FilePath))
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
        using SqliteWorkflowStore store = Open(_underTest.OpenDatabase());
        await store.SaveAsync(SomeWorkflow.New());
        using (var other = new OtherProcess(_underTest.FilePath))
        {
            other.Execute("UPDATE workflows SET definition = 'unreadable'");
        }

        IReadOnlyList<Workflow> told = [];
        using IDisposable listening = store.OnChange(workflows => told = workflows);
        Workflow workflow = SomeWorkflow.New();

        await store.SaveAsync(workflow);
        Assert.That(told, Is.EqualTo(new[] { workflow }));
        Assert.That(((StoredWorkflows)told).OutOfForce, Has.Count.EqualTo(1));
        Assert.That(await store.FindAsync(workflow.Id), Is.EqualTo(workflow));
    }

    private SqliteWorkflowStore Open(SqliteDatabase database) =>
        new(database, protector: null, _underTest.Time, NullLogger<SqliteWorkflowStore>.Instance);
}
