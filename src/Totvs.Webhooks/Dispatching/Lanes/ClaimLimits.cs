namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>What a claim may take of single workflows, and of the workflows of one destination together.</summary>
/// <param name="Total">The limit of all together; 0 when no attempt may begin.</param>
/// <param name="PerWorkflow">The limit of workflows that are not named.</param>
/// <param name="OfWorkflows">The limits of workflows; 0 for those whose lane has no room.</param>
/// <param name="OfGroups">The limits of groups, by their number in <see cref="RouteMap.Groups"/>.</param>
/// <param name="Resumes">How long until the first of the lanes that wait may be tried again; <see langword="null"/> when none waits.</param>
internal sealed record ClaimLimits(int Total, int PerWorkflow, IReadOnlyDictionary<Guid, int> OfWorkflows, IReadOnlyDictionary<int, int> OfGroups, TimeSpan? Resumes)
{
    public IReadOnlyCollection<Guid> Excluded => OfWorkflows.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToHashSet();
}
