using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class ClaimBudgetTests
{
    private static readonly Guid A = Guid.NewGuid();
    private static readonly Guid B = Guid.NewGuid();
    private static readonly Guid C = Guid.NewGuid();

    [Test]
    public void What_is_left_of_a_workflow_is_the_least_of_all_that_binds_it()
    {
        var budget = new ClaimBudget(Claim(20, new ClaimShare { Workflows = [A], Limit = 3 }, new ClaimShare { Workflows = [A, B], Limit = 5 }));

        Assert.That((budget.Left, budget.LeftOf(A), budget.LeftOf(B), budget.LeftOf(C)), Is.EqualTo((20, 3, 5, 4)));
    }

    [Test]
    public void Taking_counts_for_the_workflow_its_shares_and_the_claim()
    {
        var budget = new ClaimBudget(Claim(4, new ClaimShare { Workflows = [A], Limit = 3 }, new ClaimShare { Workflows = [A, B], Limit = 2 }));

        Assert.That(new[] { A, C, A, B, C, C }.Select(budget.TryTake), Is.EqualTo(new[] { true, true, true, false, true, false }));
        Assert.That((budget.Left, budget.LeftOf(A), budget.LeftOf(B), budget.LeftOf(C)), Is.EqualTo((0, 0, 0, 0)));
    }

    [Test]
    public void Workflow_that_no_share_names_is_bound_by_the_limit_for_each()
    {
        var budget = new ClaimBudget(Claim(20));

        Assert.That(Enumerable.Range(0, 6).Count(_ => budget.TryTake(A)), Is.EqualTo(4));
        Assert.That(budget.LeftOf(B), Is.EqualTo(4));
    }

    [Test]
    public void Nothing_is_left_of_a_workflow_that_the_claim_does_not_name()
    {
        var request = new ClaimRequest { Limit = 9, Workflows = new HashSet<Guid> { B }, LeaseDuration = TimeSpan.FromMinutes(1) };
        var budget = new ClaimBudget(request);

        Assert.That((budget.LeftOf(A), budget.TryTake(A), budget.LeftOf(B)), Is.EqualTo((0, false, 9)));
    }

    [Test]
    public void Limit_below_zero_is_zero()
    {
        Assert.That(new ClaimBudget(Claim(-1)).Left, Is.Zero);
        Assert.That(new ClaimBudget(Claim(5, new ClaimShare { Workflows = [A], Limit = -1 })).LeftOf(A), Is.Zero);
        Assert.That(new ClaimBudget(Claim(5, new ClaimShare { Workflows = [A, B], Limit = -1 })).LeftOf(A), Is.Zero);
    }

    [Test]
    public void Workflow_in_two_shares_of_several_workflows_is_refused_with_the_remedy()
    {
        var budget = new ClaimBudget(Claim(9, new ClaimShare { Workflows = [A, B], Limit = 1 }, new ClaimShare { Workflows = [B, C], Limit = 1 }));

        Assert.That(
            () => budget.LeftOf(A),
            Throws.ArgumentException.With.Message.Contains($"{B}").And.Message.Contains("Name it in one of these"));
    }

    private static ClaimRequest Claim(int limit, params ClaimShare[] shares) =>
        new() { Limit = limit, LimitPerWorkflow = 4, Shares = shares, LeaseDuration = TimeSpan.FromMinutes(1) };
}
