using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests;

/// <summary>What declaring many workflows costs. Bytes are counted, not seconds, so that the machine's speed does not matter.</summary>
public sealed class DeclaringTests
{
    [Test]
    public void Workflow_in_code_costs_the_same_however_many_were_declared_before()
    {
        long few = BytesOf(1_000);
        long many = BytesOf(4_000);

        Assert.That(many, Is.LessThan(few * 6), "four times as many cost about four times as much");
    }

    [Test]
    public void Workflow_whose_id_is_taken_is_refused_among_thousands()
    {
        var services = new ServiceCollection();

        Assert.That(
            () => services.AddTotvsWebhooks(webhooks => Declare(webhooks, 1_000).AddWorkflow(Number(17))),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("added before"));
    }

    private static long BytesOf(int count)
    {
        var services = new ServiceCollection();
        long before = GC.GetAllocatedBytesForCurrentThread();
        services.AddTotvsWebhooks(webhooks => Declare(webhooks, count));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static TotvsWebhooksBuilder Declare(TotvsWebhooksBuilder webhooks, int count)
    {
        for (int number = 0; number < count; number++)
        {
            webhooks.AddWorkflow(Number(number));
        }

        return webhooks;
    }

    private static Workflow Number(int number) => WebhookTestBed.WorkflowTo("https://erp.example.com/hooks", $"workflow {number}");
}
