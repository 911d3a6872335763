using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.History;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>Takes the same steps on a store and on the model, and compares after each.</summary>
/// <param name="workflows">The workflows that deliveries belong to.</param>
internal sealed class RetryStoreModelRun(Guid[] workflows)
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(2);

    private readonly SteppingTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly RetentionOptions _retention = new() { DeliveredAge = TimeSpan.FromHours(2), DiscardedAge = TimeSpan.FromHours(5) };
    private readonly List<Delivery> _added = [];
    private readonly List<Lease> _leases = [];
    private IRetryStore _store = default!;
    private RetryStoreModel _model = default!;

    private DateTimeOffset Now => _time.GetUtcNow();

    private IDeliveryHistory History => (IDeliveryHistory)_store;

    public async Task StartAsync(IRetryStoreFactory factory)
    {
        _store = await factory.CreateAsync(_time, _retention);
        _model = new RetryStoreModel(_retention);
    }

    public async Task TakeAsync(string verb, int size, int choice)
    {
        switch (verb)
        {
            case "Add":
                await AddAsync(size, choice, claimed: false);
                break;
            case "AddClaimed":
                await AddAsync(size, choice, claimed: true);
                break;
            case "AddAgain" when _added.Count > 0:
                await AddAgainAsync(_added[choice % _added.Count]);
                break;
            case "Claim":
                await ClaimAsync(size + 1, (choice % 5) + 1, workflows[choice % workflows.Length], Named(choice));
                break;
            case "Renew" or "Begin" when _leases.Count > 0:
                await RenewAsync(_leases[choice % _leases.Count], begins: verb == "Begin");
                break;
            case "GiveUp":
                await GiveUpAsync(size, choice);
                break;
            case "Advance":
                _time.Advance(TimeSpan.FromSeconds(choice * (size + 1)));
                break;
            case "Redeliver" when _added.Count > 0:
                Guid eventId = _added[choice % _added.Count].EventId;
                Assert.That(await History.RedeliverAsync([eventId]), Is.EqualTo(_model.Redeliver(eventId, Now) ? 1 : 0));
                break;
            case "Purge":
                Assert.That(await _store.PurgeAsync(10_000), Is.EqualTo(_model.Purge(Now)));
                break;
            case "Deliver" or "Retry" or "Discard" or "Release" when _leases.Count > 0:
                await SettleAsync(verb, size, choice);
                break;
        }

        await CompareAsync(workflows[choice % workflows.Length]);
    }

    private async Task AddAsync(int size, int choice, bool claimed)
    {
        Delivery[] deliveries = [.. Enumerable.Range(0, size).Select(index => SomeDelivery.New(
            workflows[(choice + index) % workflows.Length], recordId: $"record-{choice % 2}", isOrdered: (choice + index) % 3 != 0))];
        IReadOnlyList<Lease> leases = await _store.AddAsync(claimed
            ? new AddRequest { Claimed = deliveries, LeaseDuration = LeaseDuration }
            : new AddRequest { Waiting = deliveries });
        int granted = 0;
        foreach (Delivery delivery in deliveries)
        {
            Lease? lease = claimed && !_model.HoldsBack(delivery) ? leases[granted++] : null;
            Assert.That(lease?.Delivery.EventId, Is.EqualTo(lease is null ? null : delivery.EventId), "the leases are in the order given");
            _model.Add(delivery, Now, lease?.Token, LeaseDuration);
        }

        Assert.That(leases, Has.Count.EqualTo(granted));
        _added.AddRange(deliveries);
        _leases.AddRange(leases);
    }

    private async Task AddAgainAsync(Delivery delivery)
    {
        bool isHeldBack = _model.HoldsBack(delivery);
        IReadOnlyList<Lease> leases = await _store.AddAsync(new AddRequest { Claimed = [delivery], LeaseDuration = LeaseDuration });
        bool isNew = _model.Add(delivery, Now, leases.Count == 0 ? Guid.NewGuid() : leases[0].Token, LeaseDuration);
        Assert.That(leases, Has.Count.EqualTo(isNew && !isHeldBack ? 1 : 0), "adding an id again");
        _leases.AddRange(leases);
    }

    private async Task ClaimAsync(int limit, int limitPerWorkflow, Guid excluded, IReadOnlySet<Guid>? named)
    {
        var request = new ClaimRequest
        {
            Limit = limit,
            LimitPerWorkflow = limitPerWorkflow,
            Shares = Shares(limit, limitPerWorkflow, excluded),
            Workflows = named,
            LeaseDuration = LeaseDuration,
        };
        IReadOnlyList<Guid> expected = _model.Due(request, Now);
        IReadOnlyList<Lease> leases = await _store.ClaimAsync(request);
        Assert.That(leases.Select(lease => lease.Delivery.EventId), Is.EqualTo(expected), "claimed");
        foreach (Lease lease in leases)
        {
            Assert.That((lease.Delivery.AbandonedClaimCount, lease.IsSuspect, lease.Age), Is.EqualTo(_model.Claim(lease, Now)), "abandoned claims, suspicion and age");
            Assert.That(lease.Delivery.FailedAttempts, Is.EqualTo(_model.FailedAttempts(lease.Delivery.EventId)), "failed attempts");
        }

        _leases.AddRange(leases);
    }

    /// <summary>Shares of one workflow, of two, of both kinds, or none.</summary>
    private ClaimShare[] Shares(int limit, int limitPerWorkflow, Guid workflow)
    {
        var alone = new ClaimShare { Workflows = [workflow], Limit = limit % 3 };
        var shared = new ClaimShare
        {
            Workflows = workflows[1..],
            Limit = limitPerWorkflow + (limit % 2),
            LimitPerWorkflow = limit % 5 == 0 ? 1 : int.MaxValue,
        };
        return (limit % 4) switch
        {
            0 => [],
            1 => [alone],
            2 => [shared],
            _ => [alone, shared],
        };
    }

    private async Task RenewAsync(Lease lease, bool begins)
    {
        Lease? renewed = await _store.RenewAsync(lease, LeaseDuration * 2, begins);
        Assert.That(renewed is not null, Is.EqualTo(_model.Renew(lease, LeaseDuration * 2, begins, Now)), "renewed");
    }

    private async Task GiveUpAsync(int size, int choice)
    {
        var request = new GiveUpRequest
        {
            Limit = (size % 3) + 1,
            Age = choice % 3 == 0 ? null : TimeSpan.FromHours(size + 1),
            Workflows = Named(choice),
            MissingWorkflowAge = TimeSpan.FromMinutes(20),
        };
        var ended = new List<Guid>();
        var expected = new List<Guid>();
        GiveUpResult result;
        do
        {
            result = await _store.GiveUpAsync(request);
            Assert.That(result.Ended, Has.Count.LessThanOrEqualTo(request.Limit));
            ended.AddRange(result.Ended.Select(delivery => delivery.EventId));
        }
        while (result.Ended.Count > 0);

        while (_model.GiveUp(request, Now) is { } eventId)
        {
            expected.Add(eventId);
        }

        Assert.That(ended, Is.EquivalentTo(expected), "given up");
    }

    /// <summary>The workflows that a call names: all but one, or any.</summary>
    private HashSet<Guid>? Named(int choice) => choice % 4 == 0 ? null : [.. workflows.Where(workflow => workflow != workflows[choice % 4 - 1])];

    private async Task SettleAsync(string verb, int size, int choice)
    {
        // Old leases stay in the list, so that stale tokens are tried as often as current ones.
        Lease lease = _leases[choice % _leases.Count];
        Settlement settlement = verb switch
        {
            "Deliver" => Settlement.Delivered(lease, SomeDelivery.Accepted),
            "Retry" => Settlement.Retry(lease, SomeDelivery.Failed, TimeSpan.FromMinutes(size)),
            "Discard" => Settlement.Discarded(lease, "enough", size % 2 == 0 ? null : SomeDelivery.Failed),
            _ => Settlement.Released(lease),
        };
        IReadOnlyList<Settlement> dropped = await _store.SettleAsync([settlement]);
        Assert.That(dropped.Count == 0, Is.EqualTo(_model.Settle(settlement, Now)), $"settled by {verb}");
    }

    private async Task CompareAsync(Guid excluded)
    {
        var withoutOne = new ClaimRequest
        {
            Limit = 1,
            Shares = [new ClaimShare { Workflows = [excluded], Limit = 0 }],
            LeaseDuration = LeaseDuration,
        };
        Assert.That(await _store.GetTimeUntilDueAsync(withoutOne), Is.EqualTo(_model.TimeUntilDue(excluded, null, Now)), "time until due");
        HashSet<Guid> named = [workflows[0]];
        var ofOne = new ClaimRequest { Limit = 1, Workflows = named, LeaseDuration = LeaseDuration };
        Assert.That(await _store.GetTimeUntilDueAsync(ofOne), Is.EqualTo(_model.TimeUntilDue(Guid.Empty, named, Now)), "time until due of a workflow");
        DeliveryCounts counts = await History.CountAsync();
        Assert.That(((int)(counts.Waiting + counts.Claimed), (int)counts.Delivered, (int)counts.Discarded), Is.EqualTo(_model.Counts()), "counts");
    }
}
