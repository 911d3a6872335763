using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Deliveries.InMemory;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.History;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

public sealed class RegistrationTests
{
    [Test]
    public async Task One_call_registers_everything()
    {
        await using ServiceProvider provider = new ServiceCollection().AddTotvsWebhooks().BuildServiceProvider(Strict);

        Type[] services =
        [
            typeof(IWebhookPublisher),
            typeof(IWorkflowEngine),
            typeof(IWebhookSender),
            typeof(IRetryStore),
            typeof(IDeliveryHistory),
            typeof(IWebhookDispatcher),
        ];
        foreach (Type service in services)
        {
            Assert.That(provider.GetService(service), Is.Not.Null, service.Name);
        }

        Assert.That(provider.GetServices<IHostedService>().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Second_call_adds_to_the_first()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddTotvsWebhooks(webhooks => webhooks
                .Configure(options => options.Retry.MaxAttempts = 3)
                .AddWorkflow(WebhookTestBed.WorkflowTo("https://a.example.com", "one")))
            .AddTotvsWebhooks(webhooks => webhooks
                .Configure(options => options.Language = "pt")
                .AddWorkflow(WebhookTestBed.WorkflowTo("https://b.example.com", "two")))
            .BuildServiceProvider(Strict);

        TotvsWebhooksOptions options = provider.GetRequiredService<IOptions<TotvsWebhooksOptions>>().Value;
        Assert.That((options.Retry.MaxAttempts, options.Language), Is.EqualTo((3, "pt")));
        Assert.That(provider.GetServices<IHostedService>().Count(), Is.EqualTo(1));
        IReadOnlyList<WorkflowMatch> matches = await provider.GetRequiredService<IWorkflowEngine>().MatchAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "1"));
        Assert.That(matches.Select(match => match.Workflow.Name), Is.EquivalentTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task Piece_registered_by_the_host_stands_whether_before_or_after([Values] bool before)
    {
        var sender = new ScriptedSender();
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton<IWebhookSender>(sender);
        }

        services.AddTotvsWebhooks();
        if (!before)
        {
            services.AddSingleton<IWebhookSender>(sender);
        }

        await using ServiceProvider provider = services.BuildServiceProvider(Strict);
        Assert.That(provider.GetRequiredService<IWebhookSender>(), Is.SameAs(sender));
    }

    [Test]
    public void Settings_that_make_no_sense_stop_the_host_from_starting_and_are_all_named()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddTotvsWebhooks(webhooks => webhooks.Configure(options =>
        {
            options.Retry.Interval = TimeSpan.FromSeconds(1);
            options.Sending.ResponseTimeout = TimeSpan.FromMinutes(3);
            options.Language = "fr";
        }));
        using IHost host = builder.Build();

        Assert.That(
            async () => await host.StartAsync(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Retry.AllowIntervalsUnderFiveMinutes")
                .And.Message.Contains("Dispatch.LeaseDuration").And.Message.Contains("Language is 'fr'"));
    }

    [Test]
    public void Workflow_whose_url_would_never_be_dialled_stops_the_host_from_starting()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Services.AddTotvsWebhooks(
            webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("http://169.254.169.254/latest", "metadata")));
        using IHost host = builder.Build();

        Assert.That(
            async () => await host.StartAsync(),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(
                "Workflow 'metadata', webhook.url").And.Message.Contains("169.254.169.254"));
    }

    [Test]
    public async Task Workflow_whose_url_would_never_be_dialled_is_not_saved()
    {
        await using ServiceProvider provider = new ServiceCollection().AddTotvsWebhooks().BuildServiceProvider(Strict);
        IWorkflowStore store = provider.GetRequiredService<IWorkflowStore>();

        Assert.That(
            async () => await store.SaveAsync(WebhookTestBed.WorkflowTo("http://10.0.0.7/hooks")),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("webhook.url").And.Message.Contains("10.0.0.7"));
        Assert.That(await store.ListAsync(), Is.Empty);
    }

    [Test]
    public void Two_workflows_with_one_id_are_refused() =>
        Assert.That(
            () => new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks
                .AddWorkflow(WebhookTestBed.WorkflowTo("https://a.example.com", "same"))
                .AddWorkflow(WebhookTestBed.WorkflowTo("https://b.example.com", "same"))),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("'same'").And.Message.Contains("added before"));

    [Test]
    public void Capacity_below_one_is_refused() =>
        Assert.That(
            () => new ServiceCollection().AddTotvsWebhooks(webhooks => webhooks.UseInMemoryStore(0)),
            Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public async Task Store_of_the_host_needs_no_read_side_until_somebody_asks_for_it()
    {
        await using ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IRetryStore>(new ObservedStore(new InMemoryRetryStore(10, new RetentionOptions(), TimeProvider.System)))
            .AddTotvsWebhooks(webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://a.example.com")))
            .BuildServiceProvider(Strict);

        IReadOnlyList<PublishedEvent> published = await provider.GetRequiredService<IWebhookPublisher>().PublishAsync(
            new WorkflowEvent(CrmTriggers.OpportunityWon, "1"));

        Assert.That(published, Has.Count.EqualTo(1));
        Assert.That(
            () => provider.GetRequiredService<IDeliveryHistory>(),
            Throws.InvalidOperationException.With.Message.Contains("IDeliveryHistory"));
    }

    private static ServiceProviderOptions Strict => new() { ValidateOnBuild = true, ValidateScopes = true };
}
