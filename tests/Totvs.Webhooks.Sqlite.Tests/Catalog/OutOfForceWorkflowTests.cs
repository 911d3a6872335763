using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Workflows;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sqlite.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sqlite.Tests.Catalog;

/// <summary>One stored workflow that cannot be read, for whatever reason, is out of force; the others go on, and nothing queued for it is
/// lost.</summary>
public sealed class OutOfForceWorkflowTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");

    private static readonly string[] Damages =
    [
        "UPDATE workflows SET definition = 'protected:CfDJ8unreadable' WHERE name = 'bad'",
        "UPDATE workflows SET definition = 'unreadable' WHERE name = 'bad'",
        "UPDATE workflows SET definition = '' WHERE name = 'bad'",
        "UPDATE workflows SET definition = 'null' WHERE name = 'bad'",
        "UPDATE workflows SET definition = '{\"workflows\":[]}' WHERE name = 'bad'",
        "UPDATE workflows SET definition = '{\"workflows\":[{\"fromTheFuture\":1}]}' WHERE name = 'bad'",
        "UPDATE workflows SET definition = replace(definition, '\"active\": true', '\"active\": true, \"timeZone\": \"Mars/Olympus_Mons\"') WHERE name = 'bad'",
        "UPDATE workflows SET definition = replace(definition, '\"active\": true', '\"active\": true, /* by hand */ \"timeZone\": \"Mars/Olympus_Mons\"') WHERE name = 'bad'",
        "UPDATE workflows SET definition = replace(definition, '\"active\": true', '\"active\": true, \"timeZone\": \"Mars/One\", \"timeZone\": \"Mars/Two\"') WHERE name = 'bad'",
        "UPDATE workflows SET definition = char(65279) || replace(definition, '\"active\": true', '\"active\": true, \"timeZone\": \"Mars/Olympus_Mons\"') WHERE name = 'bad'",
        "UPDATE workflows SET definition = (SELECT definition FROM workflows WHERE name = 'good') WHERE name = 'bad'",
        "UPDATE workflows SET definition = replace(definition, 'bad.example.com', '') WHERE name = 'bad'",
        "UPDATE workflows SET definition = replace(definition, 'opportunity.won', 'no.such.trigger') WHERE name = 'bad'",
        "UPDATE workflows SET id = x'00' WHERE name = 'bad'",
    ];

    private TemporaryDirectory _directory = default!;
    private RecordingSender _sender = default!;
    private FakeLogCollector _logs = default!;

    private string FilePath => _directory.File("webhooks.db");

    [SetUp]
    public void SetUp()
    {
        _directory = new TemporaryDirectory();
        _sender = new RecordingSender();
        _logs = new FakeLogCollector();
    }

    [TearDown]
    public void TearDown() => _directory.Dispose();

    [TestCaseSource(nameof(Damages))]
    public async Task Others_are_listed_and_published_and_delivered(string damage)
    {
        await SaveAsync(Named("good"), Named("bad"));
        Damage(damage);
        await using ServiceProvider host = Build(webhooks => webhooks.AddWorkflow(Named("declared")));

        IReadOnlyList<PublishedEvent> published = await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won);
        await host.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        IReadOnlyList<Workflow> listed = await host.GetRequiredService<IWorkflowStore>().ListAsync();
        Assert.That(listed.Select(workflow => workflow.Name), Is.EqualTo(new[] { "good" }));
        Assert.That(published.Select(item => item.Workflow.Name), Is.EquivalentTo(new[] { "declared", "good" }));
        Assert.That(_sender.Hosts, Is.EquivalentTo(new[] { "declared.example.com", "good.example.com" }));
        OutOfForceWorkflow outOfForce = ((StoredWorkflows)listed).OutOfForce.Single();
        Assert.That(outOfForce.Name, Is.EqualTo("bad"));
        FakeLogRecord told = _logs.GetSnapshot().Single(log => log.Level == LogLevel.Error);
        Assert.That(told.Message, Does.Contain("'bad'").And.Contain(outOfForce.Id.ToString()).And.Contain(outOfForce.Reason));
    }

    [Test]
    public async Task Deeply_nested_one_with_an_unknown_zone_does_not_stop_the_others()
    {
        await SaveAsync(Named("good"), Named("bad"));
        string conditions = string.Concat(Enumerable.Repeat("{\"all\":[", 31)) + "{\"field\":\"stage\",\"operator\":\"equals\",\"value\":\"won\"}"
            + string.Concat(Enumerable.Repeat("]}", 31));
        Damage($"UPDATE workflows SET definition = replace(definition, '\"active\": true', '\"active\": true, \"timeZone\": \"Mars/Olympus_Mons\", \"conditions\": {conditions}') WHERE name = 'bad'");
        await using ServiceProvider host = Build();

        IReadOnlyList<Workflow> listed = await host.GetRequiredService<IWorkflowStore>().ListAsync();

        Assert.That(listed.Select(workflow => workflow.Name), Is.EqualTo(new[] { "good" }));
        Assert.That(((StoredWorkflows)listed).OutOfForce.Single().Reason, Does.Contain("Mars/Olympus_Mons").And.Contain("tzdata"));
    }

    [Test]
    public async Task It_is_told_when_the_host_starts()
    {
        await SaveAsync(Named("bad"));
        Damage("UPDATE workflows SET definition = 'protected:gone'");
        await using ServiceProvider host = Build();

        await host.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();

        FakeLogRecord told = _logs.GetSnapshot().Single(log => log.Level == LogLevel.Error);
        Assert.That(told.Id.Id, Is.EqualTo(1020));
        Assert.That(told.Message, Does.Contain("'bad'").And.Contain("Give the host the keys"));
    }

    [Test]
    public async Task It_is_told_once_and_again_when_it_is_in_force()
    {
        Workflow bad = Named("bad");
        await SaveAsync(bad);
        Damage("UPDATE workflows SET definition = 'unreadable'");
        await using ServiceProvider host = Build();
        await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won);
        IWorkflowStore store = host.GetRequiredService<IWorkflowStore>();

        await store.SaveAsync(Named("one"));
        await store.SaveAsync(Named("two"));
        Assert.That(_logs.GetSnapshot().Count(log => log.Level == LogLevel.Error), Is.EqualTo(1));

        await store.SaveAsync(bad);
        Assert.That(_logs.GetSnapshot().Any(log => log.Id.Id == 1021 && log.Message.Contains(bad.Id.ToString(), StringComparison.Ordinal)), Is.True);
        Assert.That((await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won)).Select(item => item.Workflow.Name), Is.EquivalentTo(new[] { "bad", "one", "two" }));
    }

    [TestCase("UPDATE workflows SET definition = 'protected:gone'")]
    [TestCase("UPDATE workflows SET definition = 'unreadable'")]
    public async Task What_is_queued_for_it_waits_without_an_attempt_and_goes_once_it_is_saved_again(string damage)
    {
        Workflow bad = Named("bad");
        Guid eventId = await QueueAsync(bad);
        Damage(damage);
        await using (ServiceProvider host = Build())
        {
            for (int round = 0; round < 20; round++)
            {
                await host.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync();
            }

            DeliveryRecord waiting = (await host.GetRequiredService<IDeliveryHistory>().FindAsync(eventId))!;
            Assert.That((waiting.State, waiting.Delivery.FailedAttempts, waiting.LastOutcome), Is.EqualTo((DeliveryState.Waiting, 0, (DeliveryOutcome?)null)));
            Assert.That(_sender.Hosts, Is.Empty);

            await host.GetRequiredService<IWorkflowStore>().SaveAsync(bad);
            Assert.That((await host.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync()).Delivered, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task What_is_queued_for_it_does_not_hold_up_the_others()
    {
        Workflow bad = Named("bad");
        for (int count = 0; count < 50; count++)
        {
            await QueueAsync(bad);
        }

        Damage("UPDATE workflows SET definition = 'unreadable'");
        await using ServiceProvider host = Build(webhooks => webhooks.AddWorkflow(Named("declared")));
        await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won);

        Assert.That((await host.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync()).Delivered, Is.EqualTo(1));
    }

    [Test]
    public async Task Zone_that_this_machine_lacks_is_told_with_its_remedy_and_what_is_queued_still_goes()
    {
        await QueueAsync(Named("bad"));
        Damage(Damages.First(damage => damage.Contains("Mars", StringComparison.Ordinal)));
        await using ServiceProvider host = Build();

        Assert.That((await host.GetRequiredService<IWebhookDispatcher>().ProcessDueAsync()).Delivered, Is.EqualTo(1));
        Assert.That(await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won), Is.Empty);
        string told = _logs.GetSnapshot().Single(log => log.Level == LogLevel.Error).Message;
        Assert.That(told, Does.Contain("'Mars/Olympus_Mons'").And.Contain("tzdata").And.Contain("save the workflow with a zone").And.Not.Contain("Update the package"));
    }

    [Test]
    public async Task It_does_not_let_the_declared_one_with_its_id_run_again()
    {
        Workflow declared = Named("declared");
        await SaveAsync(declared with { Name = "bad" });
        Damage("UPDATE workflows SET definition = 'unreadable'");
        await using ServiceProvider host = Build(webhooks => webhooks.AddWorkflow(declared));

        Assert.That(await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won), Is.Empty);
    }

    [Test]
    public async Task It_can_be_deleted_and_its_id_is_taken_until_then()
    {
        Workflow bad = Named("bad");
        await SaveAsync(bad);
        Damage("UPDATE workflows SET definition = 'unreadable'");
        await using ServiceProvider host = Build();
        IWorkflowStore store = host.GetRequiredService<IWorkflowStore>();

        Assert.That(async () => await store.AddAsync(bad), Throws.TypeOf<WorkflowDefinitionException>());
        Assert.That(async () => await store.FindAsync(bad.Id), Throws.TypeOf<RetryStoreException>().With.Message.Contains(bad.Id.ToString()).And.Message.Contains(FilePath));
        Assert.That(await store.DeleteAsync(bad.Id), Is.True);
        Assert.That(await store.ListAsync(), Is.Not.InstanceOf<StoredWorkflows>());
        Assert.That(async () => await store.AddAsync(bad), Throws.Nothing);
    }

    [Test]
    public async Task Ciphertext_that_was_moved_to_another_row_is_refused_and_what_an_older_version_wrote_is_read()
    {
        Workflow one = Named("one");
        Workflow other = Named("other");
        await using (ServiceProvider host = Build(protector: new AuthenticatedProtector()))
        {
            await host.GetRequiredService<IWorkflowStore>().SaveAsync(one);
            await host.GetRequiredService<IWorkflowStore>().SaveAsync(other);
        }

        await using (ServiceProvider unmoved = Build(protector: new AuthenticatedProtector()))
        {
            Assert.That(await unmoved.GetRequiredService<IWorkflowStore>().ListAsync(), Is.EqualTo(new[] { one, other }));
        }

        Damage("UPDATE workflows SET definition = (SELECT definition FROM workflows WHERE name = 'one') WHERE name = 'other'");
        await using ServiceProvider moved = Build(protector: new AuthenticatedProtector());
        IReadOnlyList<Workflow> listed = await moved.GetRequiredService<IWorkflowStore>().ListAsync();

        Assert.That(listed, Is.EqualTo(new[] { one }));
        Assert.That(((StoredWorkflows)listed).OutOfForce.Single(), Has.Property("Id").EqualTo(other.Id).And.Property("Reason").Contains("moved here from another row"));
        Assert.That(async () => await moved.GetRequiredService<IWorkflowStore>().FindAsync(other.Id), Throws.TypeOf<RetryStoreException>());
    }

    [Test]
    public async Task Rows_whose_ciphertexts_were_swapped_are_refused_even_after_they_were_read()
    {
        await using ServiceProvider host = Build(protector: new AuthenticatedProtector());
        IWorkflowStore store = host.GetRequiredService<IWorkflowStore>();
        await store.SaveAsync(Named("one"));
        await store.SaveAsync(Named("other"));
        Assert.That(await store.ListAsync(), Has.Count.EqualTo(2));

        Damage("CREATE TEMP TABLE copied AS SELECT * FROM workflows; UPDATE workflows SET definition = (SELECT definition FROM copied WHERE copied.name <> workflows.name)");

        IReadOnlyList<Workflow> listed = await store.ListAsync();
        Assert.That(listed, Is.Empty);
        Assert.That(((StoredWorkflows)listed).OutOfForce, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Protector_that_throws_anything_stops_no_other_and_its_words_are_not_repeated()
    {
        await SaveAsync(Named("good"), Named("bad"));
        Damage("UPDATE workflows SET definition = 'protected:hunter2' WHERE name = 'bad'");
        await using ServiceProvider host = Build(protector: new AuthenticatedProtector());

        IReadOnlyList<Workflow> listed = await host.GetRequiredService<IWorkflowStore>().ListAsync();

        Assert.That(listed.Select(workflow => workflow.Name), Is.EqualTo(new[] { "good" }));
        Assert.That(((StoredWorkflows)listed).OutOfForce.Single().Reason, Does.Contain("FormatException").And.Not.Contain("hunter2"));
    }

    [Test]
    public async Task Definition_without_an_id_has_that_of_its_row_and_keeps_it_when_it_is_renamed()
    {
        Workflow workflow = Named("good");
        await SaveAsync(workflow);
        Damage($"UPDATE workflows SET definition = replace(definition, '\"id\": \"{workflow.Id}\",', '')");
        await using ServiceProvider host = Build();
        IWorkflowStore store = host.GetRequiredService<IWorkflowStore>();

        Workflow found = (await store.ListAsync()).Single();
        await store.SaveAsync(found with { Name = "renamed" });

        Assert.That((await store.ListAsync()).Single(), Is.EqualTo(workflow with { Name = "renamed" }));
    }

    private static Workflow Named(string name) => SomeWorkflow.New(name) with
    {
        Action = new WebhookAction { Url = new Uri($"https://{name}.example.com/hooks") },
    };

    private async Task SaveAsync(params Workflow[] workflows)
    {
        await using ServiceProvider host = Build();
        foreach (Workflow workflow in workflows)
        {
            await host.GetRequiredService<IWorkflowStore>().SaveAsync(workflow);
        }

        _logs.Clear();
    }

    private async Task<Guid> QueueAsync(Workflow workflow)
    {
        await SaveAsync(workflow);
        await using ServiceProvider host = Build();
        Guid eventId = (await host.GetRequiredService<IWebhookPublisher>().PublishAsync(Won)).Single().EventId;
        _logs.Clear();
        return eventId;
    }

    private void Damage(string sql)
    {
        using var other = new OtherProcess(FilePath);
        other.Execute(sql);
    }

    private ServiceProvider Build(Action<TotvsWebhooksBuilder>? configure = null, ISecretProtector? protector = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new FakeLoggerProvider(_logs)));
        services.AddSingleton<IWebhookSender>(_sender);
        if (protector is not null)
        {
            services.AddSingleton(protector);
        }

        return services.AddTotvsWebhooks(webhooks =>
        {
            webhooks.UseSqlite($"Data Source={FilePath}");
            configure?.Invoke(webhooks);
        }).BuildServiceProvider();
    }

    /// <summary>A protector of the host's own that encrypts and tells of any change.</summary>
    private sealed class AuthenticatedProtector : ISecretProtector
    {
        private static readonly byte[] Key = SHA256.HashData("a key for tests"u8);

        public string Protect(string plaintext)
        {
            byte[] text = Encoding.UTF8.GetBytes(plaintext);
            byte[] sealedText = new byte[12 + 16 + text.Length];
            RandomNumberGenerator.Fill(sealedText.AsSpan(0, 12));
            using var aes = new AesGcm(Key, 16);
            aes.Encrypt(sealedText.AsSpan(0, 12), text, sealedText.AsSpan(28), sealedText.AsSpan(12, 16));
            return Convert.ToHexString(sealedText);
        }

        public string Unprotect(string protectedText)
        {
            byte[] sealedText = Convert.FromHexString(protectedText);
            byte[] text = new byte[sealedText.Length - 28];
            using var aes = new AesGcm(Key, 16);
            aes.Decrypt(sealedText.AsSpan(0, 12), sealedText.AsSpan(28), sealedText.AsSpan(12, 16), text);
            return Encoding.UTF8.GetString(text);
        }
    }
}
