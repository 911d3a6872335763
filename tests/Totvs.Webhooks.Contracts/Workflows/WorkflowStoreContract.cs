using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Contracts.Workflows;

/// <summary>What keeping, finding and removing workflows must do.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class WorkflowStoreContract<TFactory> : WorkflowStoreFixture<TFactory>
    where TFactory : IWorkflowStoreFactory, new()
{
    private static readonly string[] Scripts =
    [
        "São Paulo, Conceição", "Иван Петров", "株式会社", "شركة", "חברה", "Ελλάδα", "ไทย", "🧾 emoji 👩‍👩‍👧", "quote ' \" \\ %_ ; --", "line\r\nbreak\ttab", "e\u0301 decomposed",
    ];

    [Test]
    public async Task New_store_is_empty()
    {
        Assert.That(await Store.ListAsync(), Is.Empty);
        Assert.That(await Store.FindAsync(Guid.NewGuid()), Is.Null);
    }

    [Test]
    public async Task Saved_workflow_is_found_and_listed_with_all_it_has()
    {
        Workflow workflow = SomeWorkflow.Full();

        await Store.SaveAsync(workflow);

        Assert.That(await Store.FindAsync(workflow.Id), Is.EqualTo(workflow));
        Assert.That(await Store.ListAsync(), Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public async Task Saved_workflow_is_found_with_only_what_it_needs()
    {
        Workflow workflow = SomeWorkflow.New();

        await Store.SaveAsync(workflow);

        Workflow? found = await Store.FindAsync(workflow.Id);
        Assert.That(found, Is.EqualTo(workflow));
        Assert.That((found!.Notes, found.Conditions, found.Action.ConnectTimeout, found.IsActive), Is.EqualTo(((string?)null, (Condition?)null, (TimeSpan?)null, true)));
    }

    [Test]
    public async Task Headers_keep_their_names_values_and_order()
    {
        WebhookHeader[] headers =
        [
            new("X-Second", "2"), new("x-first", ""), new("Authorization", "Bearer a'b\"c\\d <>&+"), new("X.Dot", " padded "),
        ];
        Workflow workflow = SomeWorkflow.New() with { Action = new WebhookAction { Url = new Uri("https://erp.example.com"), Headers = headers } };

        await Store.SaveAsync(workflow);

        Assert.That((await Store.FindAsync(workflow.Id))!.Action.Headers, Is.EqualTo(headers));
    }

    [Test]
    public async Task Url_comes_back_as_it_was_written([Values("HTTPS://ERP.example.com/Hooks", "https://erp.example.com/a%20b?q=%C3%A7&r=1+1", "http://[2001:db8::1]:8080/x", "https://bücher.example/ç")] string url)
    {
        Workflow workflow = SomeWorkflow.New() with { Action = new WebhookAction { Url = new Uri(url) } };

        await Store.SaveAsync(workflow);

        Assert.That((await Store.FindAsync(workflow.Id))!.Action.Url.OriginalString, Is.EqualTo(url));
    }

    [TestCaseSource(nameof(Scripts))]
    public async Task Text_in_every_script_comes_back(string text)
    {
        Workflow workflow = SomeWorkflow.New(text) with { Notes = text, Conditions = Condition.Field("name").Is(text) };

        await Store.SaveAsync(workflow);

        Assert.That(await Store.FindAsync(workflow.Id), Is.EqualTo(workflow));
    }

    [Test]
    public async Task Workflows_are_listed_by_name_without_regard_to_culture()
    {
        foreach (string name in (string[])["b", "a", "É", "B", "a b", "Z"])
        {
            await Store.SaveAsync(SomeWorkflow.New(name));
        }

        Assert.That(await ListedNamesAsync(), Is.EqualTo(new[] { "B", "Z", "a", "a b", "b", "É" }));
    }

    [Test]
    public async Task Workflows_of_one_name_are_all_listed()
    {
        await Store.SaveAsync(SomeWorkflow.New("same"));
        await Store.SaveAsync(SomeWorkflow.New("same"));

        Assert.That((await Store.ListAsync()).Select(workflow => workflow.Id), Is.Unique.And.Exactly(2).Items);
    }

    [Test]
    public async Task Saving_replaces_the_workflow_with_the_same_id()
    {
        Workflow workflow = SomeWorkflow.Full();
        await Store.SaveAsync(workflow);
        Workflow changed = SomeWorkflow.New("Renamed") with { Id = workflow.Id };

        await Store.SaveAsync(changed);

        Assert.That(await Store.ListAsync(), Is.EqualTo(new[] { changed }));
        Assert.That(await Store.FindAsync(workflow.Id), Is.EqualTo(changed));
    }

    [Test]
    public async Task Deleting_says_whether_there_was_one()
    {
        Workflow workflow = SomeWorkflow.New("gone");
        await Store.SaveAsync(workflow);
        await Store.SaveAsync(SomeWorkflow.New("stays"));

        Assert.That(await Store.DeleteAsync(workflow.Id), Is.True);
        Assert.That(await Store.DeleteAsync(workflow.Id), Is.False);
        Assert.That(await Store.FindAsync(workflow.Id), Is.Null);
        Assert.That(await ListedNamesAsync(), Is.EqualTo(new[] { "stays" }));
    }

    [Test]
    public async Task List_that_was_given_does_not_change_afterwards()
    {
        await Store.SaveAsync(SomeWorkflow.New("first"));
        IReadOnlyList<Workflow> listed = await Store.ListAsync();

        await Store.SaveAsync(SomeWorkflow.New("second"));

        Assert.That(listed, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Concurrent_saves_are_all_kept()
    {
        Workflow[] workflows = [.. Enumerable.Range(0, 200).Select(index => SomeWorkflow.New($"workflow {index:D3}"))];

        await Task.WhenAll(workflows.Select(workflow => Task.Run(() => Store.SaveAsync(workflow))));

        Assert.That(await Store.ListAsync(), Is.EqualTo(workflows));
    }

    [Test]
    public void Cancelled_call_keeps_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.That(async () => await Store.SaveAsync(SomeWorkflow.New(), cancelled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await Store.ListAsync(), Is.Empty);
    }
}
