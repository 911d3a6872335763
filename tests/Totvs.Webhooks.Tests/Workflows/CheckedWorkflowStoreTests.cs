using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

/// <summary>What is checked before any store sees it, and what the store need not do itself.</summary>
public sealed class CheckedWorkflowStoreTests
{
    private RecordingWorkflowStore _inner = new();
    private FakeLogger<CheckedWorkflowStore> _logger = new();
    private CheckedWorkflowStore _store = null!;

    [SetUp]
    public void CreateStore()
    {
        _inner = new RecordingWorkflowStore();
        _logger = new FakeLogger<CheckedWorkflowStore>();
        var urlCheck = new WorkflowUrlCheck(url => url.Host == "inside.example.com" ? "leads inside; use another host." : null);
        _store = new CheckedWorkflowStore(_inner, urlCheck, _logger);
    }

    [TearDown]
    public void DisposeStore() => _inner.Dispose();

    [Test]
    public async Task Valid_workflow_with_an_id_of_its_own_is_kept_as_it_is()
    {
        Workflow workflow = SomeWorkflow.Stored("A");

        Assert.That(await _store.AddAsync(workflow), Is.SameAs(workflow));
        await _store.SaveAsync(workflow);
        await _store.SaveAsync([workflow]);

        Assert.That(_inner.Kept, Has.Count.EqualTo(3));
        Assert.That(_inner.Kept.SelectMany(kept => kept), Is.All.SameAs(workflow));
    }

    [Test]
    public async Task Id_of_an_added_workflow_does_not_come_from_its_name()
    {
        Workflow unidentified = SomeWorkflow.Named("A");

        Workflow added = await _store.AddAsync(unidentified);
        Workflow other = await _store.AddAsync(unidentified);

        Assert.That(added.Id, Is.Not.EqualTo(unidentified.Id).And.Not.EqualTo(Guid.Empty).And.Not.EqualTo(other.Id));
        Assert.That(added, Is.EqualTo(unidentified with { Id = added.Id }));
        Assert.That((added with { Name = "renamed" }).Id, Is.EqualTo(added.Id));
    }

    [Test]
    public void Invalid_workflow_is_refused_with_every_fault_and_the_store_is_not_called()
    {
        Workflow invalid = SomeWorkflow.Stored("broken") with
        {
            Conditions = Condition.All(),
            Action = new WebhookAction { Url = new Uri("ftp://erp.example.com") },
        };

        AssertRefused(() => _store.SaveAsync(invalid), "conditions.all", "webhook.url");
        AssertRefused(() => _store.AddAsync(invalid), "conditions.all", "webhook.url");
        AssertRefused(() => _store.AddAsync(invalid with { Id = Guid.Empty }), "conditions.all", "webhook.url");
    }

    [Test]
    public void Workflow_whose_URL_may_not_be_called_is_refused()
    {
        Workflow inside = SomeWorkflow.Stored("A") with { Action = new WebhookAction { Url = new Uri("https://inside.example.com") } };

        AssertRefused(() => _store.AddAsync(inside), "webhook.url");
        AssertRefused(() => _store.SaveAsync(inside), "webhook.url");
        AssertRefused(() => _store.SaveAsync([SomeWorkflow.Stored("B"), inside]), "webhook.url");
    }

    [Test]
    public void Many_of_which_one_is_not_valid_change_nothing()
    {
        Workflow twice = SomeWorkflow.Stored("twice");
        Workflow[] faulty = [SomeWorkflow.Stored("good"), SomeWorkflow.Named("without an id"), SomeWorkflow.Stored(" "), twice, twice];

        AssertRefused(() => _store.SaveAsync(faulty), "id", "name", "id");
    }

    [Test]
    public void Saving_without_an_id_is_refused_with_the_remedy() =>
        Assert.That(
            () => _store.SaveAsync(SomeWorkflow.Named("A")),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("id").And.Message.Contains("AddAsync"));

    [Test]
    public void Saving_a_copy_that_lost_its_id_is_refused([Values] bool renamed) =>
        Assert.That(
            async () =>
            {
                Workflow added = await _store.AddAsync(SomeWorkflow.Named("A"));
                await _store.SaveAsync(added with { Id = Guid.Empty, Name = renamed ? "B" : "A" });
            },
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("AddAsync"));

    [Test]
    public async Task Changed_copy_of_a_checked_workflow_is_checked_again()
    {
        Workflow added = await _store.AddAsync(SomeWorkflow.Stored("A"));

        Assert.That(() => _store.SaveAsync(added with { Name = " " }), Throws.TypeOf<WorkflowDefinitionException>());
        Assert.That(() => _store.SaveAsync(added with { Name = "B" }), Throws.Nothing);
    }

    [Test]
    public async Task Store_is_not_called_to_save_none()
    {
        await _store.SaveAsync([]);

        Assert.That(_inner.Kept, Is.Empty);
    }

    [Test]
    public async Task Collection_that_changes_after_the_check_does_not_change_what_is_kept()
    {
        List<Workflow> workflows = [SomeWorkflow.Stored("A")];

        await _store.SaveAsync(workflows);
        workflows.Add(SomeWorkflow.Stored(" "));

        Assert.That(_inner.Kept.Single(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Cancelled_call_does_not_reach_the_store()
    {
        var cancelled = new CancellationToken(canceled: true);

        Assert.That(() => _store.AddAsync(SomeWorkflow.Stored("A"), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => _store.SaveAsync(SomeWorkflow.Stored("A"), cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => _store.SaveAsync([SomeWorkflow.Stored("A")], cancelled), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_inner.Kept, Is.Empty);
    }

    [Test]
    public void Listener_that_throws_is_logged_and_the_others_are_told()
    {
        int told = 0;
        using IDisposable throwing = _store.OnChange(_ => throw new InvalidOperationException("The listener is broken."));
        using IDisposable listening = _store.OnChange(workflows => told += workflows.Count);

        Assert.That(() => _inner.Notify(SomeWorkflow.Stored("A")), Throws.Nothing);

        Assert.That(told, Is.EqualTo(1));
        Assert.That(_logger.Collector.GetSnapshot().Single().Id.Id, Is.EqualTo(1053));
    }

    [Test]
    public void Listener_that_was_disposed_is_not_told()
    {
        int told = 0;
        _store.OnChange(_ => told++).Dispose();

        _inner.Notify();

        Assert.That(told, Is.Zero);
    }

    private void AssertRefused(Func<Task> saving, params string[] places)
    {
        WorkflowDefinitionException? refused = Assert.ThrowsAsync<WorkflowDefinitionException>(() => saving());
        Assert.That(refused!.Errors.Select(error => error.Place), Is.EqualTo(places));
        Assert.That(_inner.Kept, Is.Empty);
    }
}
