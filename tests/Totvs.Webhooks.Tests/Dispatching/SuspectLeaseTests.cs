using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Dispatching;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Dispatching;

/// <summary>Deliveries whose earlier leases ended without a result: counted before their attempt begins, and only then.</summary>
public sealed class SuspectLeaseTests
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(2);

    private WebhookTestBed _bed = default!;
    private Guid _eventId;

    [SetUp]
    public async Task QueueADelivery()
    {
        _bed = new WebhookTestBed(webhooks => webhooks.AddWorkflow(WebhookTestBed.WorkflowTo("https://erp.example.com/hooks")));
        _eventId = (await _bed.Publisher.PublishAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "opportunity-1"))).Single().EventId;
    }

    [TearDown]
    public async Task DisposeBed() => await _bed.DisposeAsync();

    [Test]
    public async Task Delivery_that_was_claimed_a_hundred_times_and_never_begun_is_delivered()
    {
        for (int kill = 0; kill < 100; kill++)
        {
            await ClaimAsync();
            _bed.Clock.Advance(LeaseDuration);
        }

        Assert.That(await _bed.Dispatcher.ProcessDueAsync(), Is.EqualTo(new DispatchSummary(1, 0, 0, 0)));
    }

    [Test]
    public async Task Attempt_of_a_suspect_is_counted_in_the_store_before_it_begins()
    {
        await ClaimAsync();
        _bed.Clock.Advance(LeaseDuration);
        int? counted = null;
        _bed.Sender.Answer = async (_, token) =>
        {
            counted = (await _bed.History.FindAsync(_eventId, token))!.Delivery.AbandonedClaimCount;
            return new DeliveryOutcome { Kind = DeliveryOutcomeKind.Status, StatusCode = 503, Description = "The receiver answered 503." };
        };

        await _bed.Dispatcher.ProcessDueAsync();

        Assert.That(counted, Is.EqualTo(1));
        Assert.That((await _bed.History.FindAsync(_eventId))!.Delivery.AbandonedClaimCount, Is.Zero, "its result starts the count anew");
    }

    [Test]
    public async Task Attempt_of_one_that_is_not_suspect_costs_no_renewal()
    {
        await _bed.Dispatcher.ProcessDueAsync();

        Assert.That(_bed.Store.CallsOf(nameof(IRetryStore.RenewAsync)), Is.Zero);
        Assert.That(_bed.Sender.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Suspect_whose_beginning_cannot_be_counted_is_not_attempted()
    {
        await ClaimAsync();
        _bed.Clock.Advance(LeaseDuration);
        int failures = 1;
        _bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.RenewAsync) && failures-- > 0)
            {
                throw new RetryStoreException("The store is away.", isTransient: true);
            }
        };

        Task pausing = _bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        Task<DispatchSummary> processing = _bed.Dispatcher.ProcessDueAsync();
        await pausing;
        _bed.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await processing, Is.EqualTo(new DispatchSummary(1, 0, 0, 1)));
        Assert.That(_bed.Sender.Requests, Has.Count.EqualTo(1), "only the time that it was counted");
    }

    [Test]
    public async Task Suspect_whose_beginning_can_never_be_counted_is_asked_for_once_a_second_and_not_without_end()
    {
        await ClaimAsync();
        _bed.Clock.Advance(LeaseDuration);
        int renewals = 0;
        _bed.Store.Before = method =>
        {
            if (method == nameof(IRetryStore.RenewAsync))
            {
                renewals++;
                throw new RetryStoreException("The store takes no renewal.", isTransient: true);
            }
        };
        Task pausing = _bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
        await _bed.StartOnlyAsync();
        for (int second = 1; second <= 5; second++)
        {
            await pausing;
            Assert.That(renewals, Is.EqualTo(second));

            pausing = _bed.Clock.NextTimer(wait => wait == TimeSpan.FromSeconds(1));
            _bed.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Test]
    public async Task Attempt_that_is_broken_off_is_not_counted()
    {
        await ClaimAsync();
        _bed.Clock.Advance(LeaseDuration);
        using var cancellation = new CancellationTokenSource();
        _bed.Sender.Answer = async (_, token) =>
        {
            await cancellation.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException("It is never reached.");
        };

        Assert.That(async () => await _bed.Dispatcher.ProcessDueAsync(cancellation.Token), Throws.InstanceOf<OperationCanceledException>());

        Assert.That((await _bed.History.FindAsync(_eventId))!.Delivery.AbandonedClaimCount, Is.Zero);
    }

    private async Task ClaimAsync()
    {
        IReadOnlyList<Lease> leases = await _bed.Store.ClaimAsync(new ClaimRequest { Limit = 1, LeaseDuration = LeaseDuration });
        Assert.That(leases, Has.Count.EqualTo(1));
    }
}
