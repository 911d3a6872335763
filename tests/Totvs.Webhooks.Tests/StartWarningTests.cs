using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests;

/// <summary>What a host is told at start, since it may not have meant it.</summary>
public sealed class StartWarningTests
{
    [Test]
    public async Task Store_in_memory_that_was_not_asked_for_is_said_with_the_remedy() =>
        Assert.That(
            await WarningsAsync(_ => { }),
            Has.One.Contains("kept in memory").And.One.Contains("UseSqlite(\"Data Source=webhooks.db\")"));

    [Test]
    public async Task Store_in_memory_that_was_asked_for_is_not_warned_of() =>
        Assert.That(await WarningsAsync(webhooks => webhooks.UseInMemoryStore()), Is.Empty);

    [Test]
    public async Task Store_in_memory_that_replaces_another_is_said() =>
        Assert.That(
            await WarningsAsync(webhooks =>
            {
                webhooks.Services.AddSingleton<IRetryStore>(
                    _ => throw new NotSupportedException("This store is replaced before it is made."));
                webhooks.UseInMemoryStore();
            }),
            Has.One.Contains("replaced it"));

    [Test]
    public async Task Store_in_memory_that_replaces_itself_is_not_warned_of() =>
        Assert.That(await WarningsAsync(webhooks => webhooks.UseInMemoryStore().UseInMemoryStore(10)), Is.Empty);

    [Test]
    public async Task Section_that_does_not_exist_is_said_with_its_name() =>
        Assert.That(
            await WarningsAsync(
                webhooks => webhooks.UseInMemoryStore().AddWorkflows(new ConfigurationBuilder().Build().GetSection("Webhooks:Workflow"))),
            Has.One.Contains("the configuration section 'Webhooks:Workflow'").And.One.Contains("does not exist"));

    [Test]
    public async Task Section_without_workflows_is_said()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Workflows", "")]).Build();

        Assert.That(
            await WarningsAsync(webhooks => webhooks.UseInMemoryStore().AddWorkflows(configuration.GetSection("Workflows"))),
            Has.One.Contains("'Workflows'").And.One.Contains("holds no workflows"));
    }

    [Test]
    public async Task Stored_workflow_that_overrides_a_declared_one_is_said_once_with_both_names()
    {
        Workflow declared = WebhookTestBed.WorkflowTo("https://erp.example.com/hooks", "declared");
        Workflow stored = declared with { Id = declared.Id, Name = "stored" };

        string[] warnings = await WarningsAsync(
            webhooks => webhooks.UseInMemoryStore().AddWorkflow(declared),
            async provider =>
            {
                IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();
                await store.SaveAsync(stored);
                await store.SaveAsync(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks", "another") with { Id = Guid.NewGuid() });
            });

        Assert.That(warnings, Has.One.Contains("'stored'").And.One.Contains("'declared'"));
        Assert.That(warnings, Has.Length.EqualTo(1));
    }

    private static async Task<string[]> WarningsAsync(
        Action<TotvsWebhooksBuilder> configure,
        Func<IServiceProvider, Task>? whileRunning = null)
    {
        var logs = new FakeLogCollector();
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(logs));
        builder.Services.AddTotvsWebhooks(configure);
        using IHost host = builder.Build();
        await host.StartAsync();
        if (whileRunning is not null)
        {
            await whileRunning(host.Services);
        }

        await host.StopAsync();
        return [.. logs.GetSnapshot().Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];
    }
}
