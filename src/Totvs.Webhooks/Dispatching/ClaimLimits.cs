namespace Totvs.Webhooks.Dispatching;

/// <summary>What a claim may take of single workflows.</summary>
/// <param name="OfWorkflows">The limits; 0 for those whose lane has no room.</param>
/// <param name="Resumes">How long until the first of the paused lanes may be tried again; <see langword="null"/> when none is paused.</param>
internal sealed record ClaimLimits(IReadOnlyDictionary<Guid, int> OfWorkflows, TimeSpan? Resumes)
{
    public IReadOnlyCollection<Guid> Excluded => OfWorkflows.Where(pair => pair.Value == 0).Select(pair => pair.Key).ToHashSet();
}
