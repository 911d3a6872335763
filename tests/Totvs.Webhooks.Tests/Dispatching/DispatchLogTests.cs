using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>Who reads a warning knows which workflow it is about, and which host; and nothing more of the URL than that.</summary>
public sealed class DispatchLogTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");

    [Test]
    public async Task Failed_attempt_names_the_workflow_and_the_host()
    {
        Workflow workflow = WebhookTestBed.WorkflowTo(
            "https://erp.example.com:8443/secret-path?token=secret-query#secret-part", "Deals to the ERP");
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(workflow));
        bed.Sender.AlwaysFail();

        await bed.Publisher.PublishAsync(Won);
        await bed.Dispatcher.ProcessDueAsync();

        AssertNames(Single(bed, 4001), workflow);
    }

    [Test]
    public async Task Discarded_delivery_names_the_workflow_and_the_host()
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com:8443/secret-path?token=secret-query", "Deals to the ERP");
        await using var bed = new WebhookTestBed(
            webhooks => webhooks.Configure(options => options.Retry.MaxAttempts = 1).AddWorkflow(workflow));
        bed.Sender.AlwaysFail();

        await bed.Publisher.PublishAsync(Won);
        await bed.Dispatcher.ProcessDueAsync();

        AssertNames(Single(bed, 4002), workflow);
    }

    [Test]
    public async Task Delivery_that_is_discarded_for_its_abandoned_claims_is_logged_too()
    {
        Workflow workflow = WebhookTestBed.WorkflowTo("https://erp.example.com:8443/secret-path?token=secret-query", "Deals to the ERP");
        await using var bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(workflow));
        await bed.Publisher.PublishAsync(Won);
        for (int claim = 0; claim < AbandonedClaims.Limit; claim++)
        {
            IReadOnlyList<Lease> leases = await bed.Store.ClaimAsync(
                new ClaimRequest { Limit = 1, LeaseDuration = TimeSpan.FromMinutes(2) });
            await bed.Store.RenewAsync(leases.Single(), TimeSpan.FromMinutes(2), begins: true);
            bed.Clock.Advance(TimeSpan.FromHours(2));
        }

        await bed.Dispatcher.ProcessDueAsync();

        Assert.That((await bed.History.CountAsync()).Discarded, Is.EqualTo(1));
        AssertNames(Single(bed, 4002), workflow);
    }

    private static FakeLogRecord Single(WebhookTestBed bed, int id) => bed.Logs.GetSnapshot().Single(log => log.Id.Id == id);

    private static void AssertNames(FakeLogRecord log, Workflow workflow)
    {
        Assert.That(log.Message, Does.Contain($"'{workflow.Name}' ({workflow.Id})").And.Contain("https://erp.example.com:8443"));
        Assert.That(log.Message, Does.Not.Contain("secret"));
        Assert.That(log.GetStructuredStateValue("Workflow"), Is.EqualTo(workflow.Name));
        Assert.That(log.GetStructuredStateValue("Destination"), Is.EqualTo("https://erp.example.com:8443"));
    }
}
