using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>How many deliveries the next claim may take.</summary>
/// <param name="Total">The limit of all together; 0 when no attempt may begin.</param>
/// <param name="PerWorkflow">The limit of each workflow that no share names.</param>
/// <param name="Shares">The limits of destinations and of single workflows; 0 for those without a free slot.</param>
/// <param name="Resumes">
/// How long until the first of the lanes that wait may be tried again; <see langword="null"/> when none waits.
/// </param>
/// <param name="AskedAt">The order of this look among looks and notes.</param>
internal sealed record ClaimLimits(int Total, int PerWorkflow, IReadOnlyCollection<ClaimShare> Shares, TimeSpan? Resumes, long AskedAt)
{
    /// <summary>Whether the claim leaves any workflow alone.</summary>
    public bool LeavesAnyAlone => Shares.Any(share => share.Limit == 0);

    /// <summary>Whether a claim could take nothing, so that the store need not be asked.</summary>
    /// <param name="workflows">The workflows that the claim names.</param>
    public bool AllowNothing(IReadOnlySet<Guid> workflows)
    {
        if (Total == 0)
        {
            return true;
        }

        ClaimShare[] leftAlone = [.. Shares.Where(share => share.Limit == 0)];

        // A workflow may be in two of them, so the sum alone does not say it.
        return leftAlone.Sum(share => share.Workflows.Count) >= workflows.Count
            && leftAlone.SelectMany(share => share.Workflows).Distinct().Count() == workflows.Count;
    }

    /// <summary>The claim with these limits.</summary>
    /// <param name="workflows">The workflows that it names.</param>
    /// <param name="leaseDuration">How long the leases last.</param>
    public ClaimRequest ToRequest(IReadOnlySet<Guid> workflows, TimeSpan leaseDuration) => new()
    {
        Limit = Total,
        LimitPerWorkflow = PerWorkflow,
        Shares = Shares,
        Workflows = workflows,
        LeaseDuration = leaseDuration,
    };
}
