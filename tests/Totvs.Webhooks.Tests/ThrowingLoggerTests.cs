using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests;

/// <summary>What a host's logger throws reaches nobody.</summary>
public sealed class ThrowingLoggerTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "opportunity-1");

    [Test]
    public async Task Logger_that_throws_holds_up_neither_publishing_nor_delivering_nor_the_stop([Values] LoggerFault fault)
    {
        await using var bed = new WebhookTestBed(webhooks =>
        {
            webhooks.Services.AddLogging(logging => logging.AddProvider(new ThrowingLoggerProvider(fault)));
            webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks"));
        });
        int attempts = 0;
        bed.Sender.Answer = (_, _) => ++attempts switch
        {
            1 => throw new InvalidOperationException("A fault of the sender."),
            2 => Task.FromResult(SomeDelivery.Failed),
            _ => Task.FromResult(SomeDelivery.Accepted),
        };
        await bed.StartAsync();
        await bed.Publisher.PublishAsync(Won);
        await bed.Publisher.PublishAsync(Won);
        await bed.Publisher.PublishAsync(Won);
        await bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.LeadCreated, "lead-1"));

        await bed.Store.WhenSettledAsync(3);
        await bed.StopAsync().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That((await bed.History.CountAsync()).Claimed, Is.Zero);
    }

    [Test]
    public async Task Store_that_fails_is_waited_out_though_the_logger_throws([Values] LoggerFault fault)
    {
        await using var bed = new WebhookTestBed(webhooks =>
        {
            webhooks.Services.AddLogging(logging => logging.AddProvider(new ThrowingLoggerProvider(fault)));
            webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks"));
        });
        await bed.StartAsync();
        int failures = 1;
        bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.SettleAsync) && failures-- > 0)
            {
                throw new RetryStoreException("The store is locked.", isTransient: true);
            }
        };
        Task pause = bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        await bed.Publisher.PublishAsync(Won);
        await pause;
        bed.Clock.Advance(TimeSpan.FromSeconds(1));

        await bed.Store.WhenDeliveredAsync(1);
    }
}
