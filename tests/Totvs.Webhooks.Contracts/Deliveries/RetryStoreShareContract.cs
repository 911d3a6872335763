using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Contracts.Deliveries;

/// <summary>How the shares of a claim limit what it takes of workflows.</summary>
/// <typeparam name="TFactory">Makes the store.</typeparam>
public abstract class RetryStoreShareContract<TFactory> : RetryStoreFixture<TFactory>
    where TFactory : IRetryStoreFactory, new()
{
    private static readonly Guid A = new("00000000-0000-0000-0000-0000000000a1");
    private static readonly Guid B = new("00000000-0000-0000-0000-0000000000b1");
    private static readonly Guid C = new("00000000-0000-0000-0000-0000000000c1");

    /// <summary>Adds twenty deliveries of each workflow, all due at once.</summary>
    /// <returns>A task that ends when they are kept.</returns>
    [SetUp]
    public async Task AddDeliveries()
    {
        foreach (Guid workflow in new[] { A, B, C })
        {
            await AddAsync(SomeDelivery.Many(20, workflow));
        }
    }

    [Test]
    public async Task Share_of_one_workflow_takes_the_place_of_the_limit_for_each([Values(1, 7)] int limit)
    {
        Assert.That(await ClaimedAsync(4, Share(limit, A)), Is.EqualTo((limit, 4, 4)));
    }

    [Test]
    public async Task Share_of_several_workflows_limits_them_together_and_leaves_others_their_own()
    {
        Assert.That(await ClaimedAsync(4, Share(30, A, B)), Is.EqualTo((20, 10, 4)), "those due first go first, no matter of which workflow");
    }

    [Test]
    public async Task Share_of_several_workflows_can_limit_each_of_them_too()
    {
        Assert.That(await ClaimedAsync(4, new ClaimShare { Workflows = [A, B], Limit = 9, LimitPerWorkflow = 6 }), Is.EqualTo((6, 3, 4)));
    }

    [Test]
    public async Task Workflow_in_a_share_of_its_own_and_in_one_with_others_is_bound_by_both([Values] bool ownFirst)
    {
        ClaimShare[] shares = [Share(3, A), Share(5, A, B)];

        Assert.That(await ClaimedAsync(4, ownFirst ? shares : [.. shares.Reverse()]), Is.EqualTo((3, 2, 4)));
    }

    [Test]
    public async Task Share_of_its_own_gives_a_workflow_no_more_than_the_one_with_others()
    {
        Assert.That(await ClaimedAsync(4, Share(15, A), Share(5, A, B)), Is.EqualTo((5, 0, 4)));
    }

    [Test]
    public async Task Smallest_of_several_shares_of_one_workflow_binds_it()
    {
        Assert.That(await ClaimedAsync(4, Share(6, A), Share(2, A), Share(8, A)), Is.EqualTo((2, 4, 4)));
    }

    [Test]
    public async Task Limit_of_zero_leaves_one_workflow_alone()
    {
        Assert.That(await ClaimedAsync(4, Share(0, A)), Is.EqualTo((0, 4, 4)));
    }

    [Test]
    public async Task Limit_of_zero_leaves_several_workflows_alone_whatever_their_own_shares_allow()
    {
        Assert.That(await ClaimedAsync(4, Share(7, A), Share(0, A, B)), Is.EqualTo((0, 0, 4)));
    }

    [Test]
    public async Task Two_shares_of_different_workflows_count_apart()
    {
        Assert.That(await ClaimedAsync(4, Share(2, A), Share(23, B, C)), Is.EqualTo((2, 20, 3)));
    }

    [Test]
    public async Task Without_a_limit_for_each_a_workflow_that_no_share_names_is_bound_by_the_claim_alone()
    {
        IReadOnlyList<Lease> leases = await Store.ClaimAsync(
            new ClaimRequest { Limit = 30, Shares = [Share(5, A)], LeaseDuration = LeaseDuration });

        Assert.That(CountOf(leases), Is.EqualTo((5, 20, 5)));
    }

    [Test]
    public async Task Claim_as_a_whole_takes_no_more_than_its_limit_whatever_the_shares_allow()
    {
        IReadOnlyList<Lease> leases = await ClaimAsync(limit: 8, shares: [Share(6, A), Share(50, B, C)]);

        Assert.That(CountOf(leases), Is.EqualTo((6, 2, 0)));
    }

    [Test]
    public async Task Share_does_not_make_a_claim_take_a_workflow_that_it_does_not_name()
    {
        IReadOnlyList<Lease> leases = await ClaimAsync(shares: [Share(5, A, B)], workflows: new HashSet<Guid> { B, C });

        Assert.That(CountOf(leases), Is.EqualTo((0, 5, 20)));
    }

    [Test]
    public async Task Time_until_due_leaves_out_the_workflows_that_the_claim_leaves_alone()
    {
        Assert.That(await TimeUntilDueAsync(leftAlone: [A, B]), Is.EqualTo(TimeSpan.Zero));
        Assert.That(await TimeUntilDueAsync(leftAlone: [A, B, C]), Is.Null);
    }

    private static (int A, int B, int C) CountOf(IReadOnlyList<Lease> leases) =>
        (CountOf(leases, A), CountOf(leases, B), CountOf(leases, C));

    private static int CountOf(IReadOnlyList<Lease> leases, Guid workflow) =>
        leases.Count(lease => lease.Delivery.WorkflowId == workflow);

    private async Task<(int A, int B, int C)> ClaimedAsync(int limitPerWorkflow, params ClaimShare[] shares) =>
        CountOf(await ClaimAsync(limitPerWorkflow: limitPerWorkflow, shares: shares));
}
