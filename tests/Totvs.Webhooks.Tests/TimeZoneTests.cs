using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>The option <c>TimeZone</c>: by id, from code or configuration, never another zone in silence.</summary>
public sealed class TimeZoneTests
{
    private static readonly TimeZoneInfo SaoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    [TestCase("America/Sao_Paulo")]
    [TestCase("E. South America Standard Time")]
    public async Task Time_zone_from_configuration_is_in_force_for_timestamps_and_conditions_and_is_logged(string id)
    {
        // 02:30 UTC is still the day before in São Paulo.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 2, 30, 0, TimeSpan.Zero));
        var logs = new FakeLogCollector();
        using ServiceProvider provider = Host(("Webhooks:TimeZone", id), time, logs);

        WebhookPreview preview = (await provider.GetRequiredService<IWebhookPublisher>().PreviewAsync(
            new WorkflowEvent(CrmTriggers.LeadCreated, "1") { Record = RecordJson.Parse("""{"closing":"2026-03-01"}""") })).Single();

        Assert.That(preview.Body, Does.Contain("2026-03-01T23:30:00.000-03:00"));
        FakeLogRecord told = logs.GetSnapshot().Single(record => record.Id.Id == 1030);
        Assert.That(told.Level, Is.EqualTo(LogLevel.Information));
        Assert.That(told.Message, Does.Contain(id).And.Contain("UTC-03:00").And.Contain("the option TimeZone"));
        Assert.That(logs.GetSnapshot().Where(record => record.Id.Id == 1031), Is.Empty);
    }

    [Test]
    public void Zone_of_the_machine_is_in_force_and_logged_where_none_is_set()
    {
        var time = new FakeTimeProvider();
        time.SetLocalTimeZone(SaoPaulo);
        var logs = new FakeLogCollector();
        using ServiceProvider provider = Host(("Webhooks:Language", "en"), time, logs);

        provider.GetRequiredService<IWorkflowEngine>();
        provider.GetRequiredService<IWebhookPublisher>();

        Assert.That(
            logs.GetSnapshot().Single(record => record.Id.Id == 1030).Message,
            Does.Contain("America/Sao_Paulo").And.Contain("comes from the machine"));
    }

    [TestCase("America/Atlantis")]
    [TestCase("Brazil Time")]
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("-03:00")]
    [TestCase("/etc/localtime")]
    [TestCase("../UTC")]
    [TestCase("\0")]
    public void Id_that_the_machine_does_not_know_stops_the_host_at_start_with_setting_value_and_remedy(string id)
    {
        using ServiceProvider provider = Host(("Webhooks:TimeZone", id), new FakeTimeProvider(), new FakeLogCollector());

        Assert.That(
            () => provider.GetRequiredService<IStartupValidator>().Validate(),
            Throws.TypeOf<OptionsValidationException>()
                .With.Message.Contains($"TimeZone is '{id}'")
                .And.Message.Contains("America/Sao_Paulo")
                .And.Message.Contains("tzdata"));
    }

    [Test]
    public async Task Zone_is_logged_when_the_host_starts()
    {
        var logs = new FakeLogCollector();
        await using ServiceProvider provider = Host(("Webhooks:TimeZone", "Asia/Kolkata"), new FakeTimeProvider(), logs);
        foreach (IHostedService service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        Assert.That(
            logs.GetSnapshot().Single(record => record.Id.Id == 1030).Message, Does.Contain("Asia/Kolkata").And.Contain("UTC+05:30"));
        foreach (IHostedService service in provider.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    [Test]
    public void Machine_without_time_zone_data_is_not_in_UTC_in_silence()
    {
        var choice = TimeZoneChoice.Choose(null, TimeZoneInfo.Utc, null, _ => null);

        Assert.That((choice.Zone, choice.Origin), Is.EqualTo((TimeZoneInfo.Utc, "the machine")));
        Assert.That(choice.Doubt, Does.Contain("no time zone data"));
    }

    [TestCase("America/Sao_Paulo")]
    [TestCase(":America/Sao_Paulo")]
    [TestCase("BRT3")]
    public void Zone_of_the_environment_that_the_machine_does_not_know_is_not_UTC_in_silence(string environment) =>
        Assert.That(
            TimeZoneChoice.Choose(null, TimeZoneInfo.Utc, environment, id => id == "Europe/London" ? SaoPaulo : null).Doubt,
            Does.Contain($"TZ is '{environment}'"));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("UTC")]
    [TestCase(":UTC")]
    public void Machine_that_is_in_UTC_and_knows_the_zones_is_not_doubted(string? environment) =>
        Assert.That(TimeZoneChoice.Choose(null, TimeZoneInfo.Utc, environment, _ => TimeZoneInfo.Utc).Doubt, Is.Null);

    [Test]
    public void Zone_that_is_set_is_not_doubted_even_UTC_without_data() =>
        Assert.That(TimeZoneChoice.Choose("UTC", TimeZoneInfo.Utc, "BRT3", id => id == "UTC" ? TimeZoneInfo.Utc : null).Doubt, Is.Null);

    private static ServiceProvider Host((string Key, string Value) setting, FakeTimeProvider time, FakeLogCollector logs)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(setting.Key, (string?)setting.Value)])
            .Build();
        ServiceCollection services = new();
        services.AddSingleton<TimeProvider>(time);
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(logs)));
        services.Configure<TotvsWebhooksOptions>(configuration.GetSection("Webhooks"));
        services.AddTotvsWebhooks(webhooks => webhooks.AddWorkflow(workflow => workflow
            .Named("A").When(CrmTriggers.LeadCreated).Where(lead => lead.Field("closing").IsToday()).PostTo("https://a.example.com")));
        return services.BuildServiceProvider();
    }
}
