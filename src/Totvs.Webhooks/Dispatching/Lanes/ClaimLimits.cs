namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>What a claim may take of single workflows, and of the workflows of one destination together.</summary>
/// <param name="Total">The limit of all together; 0 when no attempt may begin.</param>
/// <param name="PerWorkflow">The limit of workflows that are not named.</param>
/// <param name="OfWorkflows">The limits of workflows; 0 for those whose lane has no room.</param>
/// <param name="OfGroups">The limits of groups, by their number in <see cref="RouteMap.Groups"/>.</param>
/// <param name="Resumes">
/// How long until the first of the lanes that wait may be tried again; <see langword="null"/> when none waits.
/// </param>
internal sealed record ClaimLimits(int Total, int PerWorkflow, IReadOnlyDictionary<Guid, int> OfWorkflows, IReadOnlyDictionary<int, int> OfGroups, TimeSpan? Resumes)
{
    /// <summary>Whether a claim could take nothing, so that the store need not be asked.</summary>
    /// <param name="workflows">The workflows that the claim names.</param>
    public bool AllowNothing(IReadOnlySet<Guid> workflows) =>
        Total == 0 || (OfWorkflows.Count == workflows.Count && OfWorkflows.Values.All(limit => limit == 0));

    public IReadOnlyCollection<Guid> Excluded => OfWorkflows.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToHashSet();
}
