using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

/// <summary>Files and configuration as a host adds them, and their reload.</summary>
public sealed class WorkflowSourcesTests
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromSeconds(30);

    private TestClock _clock = new();
    private FakeLogCollector _logs = new();
    private string _directory = "";
    private ServiceProvider? _provider;

    private string FilePath => Path.Combine(_directory, "workflows.json");

    [SetUp]
    public void CreateDirectory()
    {
        _directory = Directory.CreateTempSubdirectory("workflows").FullName;
        _clock = new TestClock();
        _logs = new FakeLogCollector();
    }

    [TearDown]
    public async Task DisposeHost()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
            _provider = null;
        }

        Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task Reload_of_the_configuration_puts_its_new_workflows_in_force()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflow(SomeWorkflow.Named("code")).AddWorkflows(configuration.GetSection("Workflows")));
        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "code", "first" }));

        Rename(configuration, "second");

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "code", "second" }));
        Assert.That(Entries(1002).Last().Message, Does.Contain("1 workflows").And.Contain("the configuration section 'Workflows'"));
    }

    [Test]
    public async Task Set_that_is_not_valid_is_refused_whole_and_logged_with_every_error()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflows(configuration.GetSection("Workflows")));
        await MatchingAsync();

        configuration["Workflows:0:name"] = "renamed";
        configuration["Workflows:1:name"] = "broken";
        configuration["Workflows:1:trigger"] = "opportunity.eaten";
        configuration["Workflows:1:webhook:url"] = "https://erp.example.com";
        configuration["Workflows:1:webhook:headers:Authorization"] = "Bearer hunter2\n";
        configuration["Workflows:1:active"] = "perhaps";
        configuration.Reload();

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));
        FakeLogRecord entry = Entries(1003).Single();
        Assert.That(entry.Level, Is.EqualTo(LogLevel.Error));
        Assert.That(
            entry.Message,
            Does.Contain(
                "Workflows:1:trigger").And.Contain("'opportunity.eaten'").And.Contain("Workflows:1:active").And.Not.Contain("hunter2"));

        configuration["Workflows:1:trigger"] = "opportunity.won";
        configuration["Workflows:1:webhook:headers:Authorization"] = "Bearer hunter2";
        configuration["Workflows:1:active"] = "true";
        configuration.Reload();
        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "broken", "renamed" }));
    }

    [Test]
    public async Task Reload_that_changes_nothing_of_the_workflows_swaps_nothing()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflows(configuration.GetSection("Workflows")));
        await MatchingAsync();
        WorkflowIndex before = Provider.GetRequiredService<WorkflowDirectory>().Current;

        configuration["Logging:LogLevel:Default"] = "Debug";
        configuration.Reload();

        Assert.That(Provider.GetRequiredService<WorkflowDirectory>().Current, Is.SameAs(before));
    }

    [Test]
    public async Task Url_that_would_never_be_dialled_is_refused_at_reload()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflows(configuration.GetSection("Workflows")));
        await MatchingAsync();

        configuration["Workflows:0:webhook:url"] = "http://127.0.0.1/";
        Rename(configuration, "second");

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));
        Assert.That(Entries(1003).Single().Message, Does.Contain("webhook.url"));
    }

    [Test]
    public async Task Reload_leaves_what_comes_from_elsewhere()
    {
        IConfigurationRoot one = Configuration("one");
        IConfigurationRoot two = Configuration("two");
        Build(
            webhooks => webhooks.AddWorkflows(
                one.GetSection("Workflows")).AddWorkflow(SomeWorkflow.Named("code")).AddWorkflows(two.GetSection("Workflows")));
        await Provider.GetRequiredService<IWorkflowStore>().AddAsync(SomeWorkflow.Named("stored"));

        Rename(two, "two again");

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "code", "one", "stored", "two again" }));
    }

    [Test]
    public async Task Reload_may_not_take_the_id_of_a_workflow_from_elsewhere()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflow(SomeWorkflow.Named("code")).AddWorkflows(configuration.GetSection("Workflows")));
        await MatchingAsync();

        Rename(configuration, "code");

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "code", "first" }));
        Assert.That(Entries(1003).Single().Message, Does.Contain("'code'").And.Contain("added before"));
    }

    [Test]
    public void Two_sources_may_not_hold_one_id() =>
        Assert.That(
            () => new ServiceCollection().AddTotvsWebhooks(
                webhooks => webhooks.AddWorkflows(
                    Configuration("same").GetSection("Workflows")).AddWorkflows(Configuration("same").GetSection("Workflows"))),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("added before"));

    [Test]
    public void What_is_not_valid_is_told_where_it_is_added() =>
        Assert.That(
            () => new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks.AddWorkflows(Configuration(" ").GetSection("Workflows"))),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("Workflows:0:name"));

    [Test]
    public async Task Change_between_adding_and_starting_is_not_lost()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflows(configuration.GetSection("Workflows")));

        Rename(configuration, "second");

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public void What_became_invalid_before_the_start_stops_it_and_leaves_nothing_behind()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflows(configuration.GetSection("Workflows")));
        Rename(configuration, " ");

        Assert.That(() => Provider.GetRequiredService<IWorkflowEngine>(), Throws.TypeOf<WorkflowDefinitionException>());

        Rename(configuration, "mended");
        Assert.That(async () => await MatchingAsync(), Is.EqualTo(new[] { "mended" }));
        Assert.That(Entries(1003), Is.Empty);
    }

    [Test]
    public async Task Change_told_while_the_source_is_read_for_the_first_time_leads_to_another_reading()
    {
        var source = new ScriptedWorkflowSource();
        IReadOnlyList<Workflow> declared = [];
        using var sources = new WorkflowSources([], [source], WorkflowUrlCheck.None, _clock, new FakeLogger<WorkflowSources>(_logs));
        Task change = Task.CompletedTask;
        source.OnRead = () =>
        {
            // The content changes just after it was read, and the change is told from another thread before the start is over.
            source.OnRead = () => [SomeWorkflow.Named("new")];
            using var isTelling = new ManualResetEventSlim();
            change = Task.Run(() =>
            {
                isTelling.Set();
                source.Tell();
            });
            Assert.That(isTelling.Wait(HangGuard), Is.True);
            return [SomeWorkflow.Named("old")];
        };

        sources.Start(all => declared = all);
        await change.WaitAsync(HangGuard);

        Assert.That(declared.Single().Name, Is.EqualTo("new"));
        Assert.That(source.WasWatchedBeforeRead, Is.True);
    }

    [Test]
    public void Source_that_fails_in_an_unforeseen_way_harms_nobody()
    {
        var source = new ScriptedWorkflowSource { OnRead = () => [SomeWorkflow.Named("old")] };
        IReadOnlyList<Workflow> declared = [];
        using var sources = new WorkflowSources([], [source], WorkflowUrlCheck.None, _clock, new FakeLogger<WorkflowSources>(_logs));
        sources.Start(all => declared = all);

        source.OnRead = () => throw new InvalidOperationException("The provider is broken.");
        source.Tell();

        Assert.That(declared.Single().Name, Is.EqualTo("old"));
        Assert.That(Entries(1004).Single().Exception, Is.TypeOf<InvalidOperationException>());
    }

    [Test]
    public void Set_that_could_not_be_put_in_force_is_put_in_force_the_next_time()
    {
        IReadOnlyList<Workflow> inForce = [];
        bool fails = false;
        var source = new ScriptedWorkflowSource { OnRead = () => [SomeWorkflow.Named("first")] };
        using var sources = new WorkflowSources([], [source], WorkflowUrlCheck.None, _clock, new FakeLogger<WorkflowSources>(_logs));
        sources.Start(workflows => inForce = fails ? throw new InvalidOperationException("not now") : workflows);

        Workflow second = SomeWorkflow.Named("second");
        source.OnRead = () => [second];
        fails = true;
        source.Tell();
        Assert.That(inForce.Single().Name, Is.EqualTo("first"));

        fails = false;
        source.Tell();
        Assert.That(inForce.Single().Name, Is.EqualTo("second"));
    }

    [Test]
    public void Source_that_cannot_be_watched_is_read_all_the_same()
    {
        var source = new ScriptedWorkflowSource
        {
            OnRead = () => [SomeWorkflow.Named("old")],
            OnWatch = () => throw new IOException("no more watches"),
        };
        IReadOnlyList<Workflow> declared = [];
        using var sources = new WorkflowSources([], [source], WorkflowUrlCheck.None, _clock, new FakeLogger<WorkflowSources>(_logs));

        sources.Start(all => declared = all);

        Assert.That(declared.Single().Name, Is.EqualTo("old"));
        Assert.That(Entries(1005).Single().Level, Is.EqualTo(LogLevel.Warning));
    }

    [Test]
    public async Task Disposed_host_reads_no_more()
    {
        IConfigurationRoot configuration = Configuration("first");
        Build(webhooks => webhooks.AddWorkflows(configuration.GetSection("Workflows")));
        await MatchingAsync();
        int entries = Entries(1002).Length;
        await Provider.DisposeAsync();

        Rename(configuration, "second");

        Assert.That(Entries(1002), Has.Length.EqualTo(entries));
        Assert.That(Entries(1003), Is.Empty);
    }

    [Test]
    public async Task File_that_changes_is_read_again_once_its_writer_had_time_to_finish()
    {
        Write("first");
        Build(webhooks => webhooks.AddWorkflowsFromFile(FilePath));
        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));

        await AfterChangeAsync(() => Write("second"));

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second" }));
        Assert.That(Entries(1002).Last().Message, Does.Contain($"the file '{FilePath}'"));
    }

    [Test]
    public async Task File_that_is_replaced_by_another_is_read_again()
    {
        Write("first");
        Build(webhooks => webhooks.AddWorkflowsFromFile(FilePath));
        await MatchingAsync();

        await AfterChangeAsync(() =>
        {
            File.WriteAllText(FilePath + ".new", Json("second"));
            File.Move(FilePath + ".new", FilePath, overwrite: true);
        });

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public async Task File_behind_a_link_that_is_turned_to_another_directory_is_read_again()
    {
        // This is how Kubernetes updates the files of a ConfigMap.
        foreach (string name in (string[])["first", "second"])
        {
            Directory.CreateDirectory(Path.Combine(_directory, ".." + name));
            File.WriteAllText(Path.Combine(_directory, ".." + name, "workflows.json"), Json(name));
        }

        string data = Path.Combine(_directory, "..data");
        Directory.CreateSymbolicLink(data, "..first");
        File.CreateSymbolicLink(FilePath, Path.Combine("..data", "workflows.json"));
        Build(webhooks => webhooks.AddWorkflowsFromFile(FilePath));
        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));

        await AfterChangeAsync(() =>
        {
            Directory.Delete(data);
            Directory.CreateSymbolicLink(data, "..second");
        });

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "second" }));
    }

    [Test]
    public async Task File_that_becomes_nonsense_is_refused_and_told_of_with_line_and_column()
    {
        Write("first");
        Build(webhooks => webhooks.AddWorkflowsFromFile(FilePath));
        await MatchingAsync();

        await AfterChangeAsync(() => File.WriteAllText(FilePath, "{\n  \"workflows\": [ nonsense ]\n}"));

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));
        Assert.That(Entries(1003).Single().Message, Does.Contain("line 2, column 19").And.Contain("is not JSON"));
    }

    [Test]
    public async Task File_that_is_gone_leaves_its_workflows_in_force()
    {
        Write("first");
        Build(webhooks => webhooks.AddWorkflowsFromFile(FilePath));
        await MatchingAsync();

        await AfterChangeAsync(() => File.Delete(FilePath));

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));
        Assert.That(Entries(1004).Single().Exception, Is.InstanceOf<IOException>());
    }

    [Test]
    public async Task File_that_is_not_to_be_followed_is_not_watched()
    {
        Write("first");
        var source = new FileWorkflowSource(FilePath, new TriggerCatalog(), reloadOnChange: false);
        Build(webhooks => webhooks.AddWorkflowsFromFile(FilePath, reloadOnChange: false));

        Assert.That(await MatchingAsync(), Is.EqualTo(new[] { "first" }));
        Assert.That(source.Watch(() => { }, _ => { }, _clock), Is.Null);
    }

    [Test]
    public void File_that_is_not_there_is_told_where_it_is_added() =>
        Assert.That(
            () => new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks.AddWorkflowsFromFile(FilePath)),
            Throws.InstanceOf<IOException>());

    private ServiceProvider Provider => _provider ?? throw new InvalidOperationException("Build the host first.");

    private void Build(Action<TotvsWebhooksBuilder> configure) =>
        _provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(new FakeLoggerProvider(_logs)))
            .AddSingleton<TimeProvider>(_clock)
            .AddTotvsWebhooks(configure)
            .BuildServiceProvider();

    private async Task<string[]> MatchingAsync() =>
        [
            .. (
                await Provider.GetRequiredService<IWorkflowEngine>().MatchAsync(
                    new WorkflowEvent(CrmTriggers.OpportunityWon, "1"))).Select(match => match.Workflow.Name),
        ];

    private FakeLogRecord[] Entries(int id) => [.. _logs.GetSnapshot().Where(entry => entry.Id.Id == id)];

    /// <summary>Makes a change and lets the time pass that its writer is given, once the change was noticed.</summary>
    private async Task AfterChangeAsync(Action change)
    {
        Task noticed = _clock.NextTimer(dueTime => dueTime == FileWatch.Settling);
        change();
        await noticed;
        _clock.Advance(FileWatch.Settling);
    }

    private void Write(string name) => File.WriteAllText(FilePath, Json(name));

    private static string Json(string name) =>
        $$"""{"workflows":[{"name":"{{name}}","trigger":"opportunity.won","webhook":{"url":"https://erp.example.com/hooks"} }]}""";

    private static IConfigurationRoot Configuration(string name) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Workflows:0:name"] = name,
            ["Workflows:0:trigger"] = "opportunity.won",
            ["Workflows:0:webhook:url"] = "https://erp.example.com/hooks",
        }).Build();

    private static void Rename(IConfigurationRoot configuration, string name)
    {
        configuration["Workflows:0:name"] = name;
        configuration.Reload();
    }
}
