using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>What a look for deliveries to give up has found.</summary>
internal sealed class GiveUpPlan
{
    /// <summary>The deliveries to end, by their sequence, each with whether its workflow is why.</summary>
    public List<(long Sequence, bool IsWorkflowMissing)> Deliveries { get; } = [];

    /// <summary>The workflows that are missing.</summary>
    public List<MissingWorkflow> MissingWorkflows { get; } = [];

    /// <summary>The workflows to note as missing from now on.</summary>
    public List<Guid> ToNote { get; } = [];

    /// <summary>The workflows whose note is to be forgotten.</summary>
    public List<Guid> ToForget { get; } = [];

    /// <summary>Whether the ages of those that an earlier version added are to count from now on.</summary>
    public bool BeginsAges { get; set; }

    /// <summary>How long until the next delivery may have to be given up.</summary>
    public TimeSpan? NextIn { get; private set; }

    public bool IsEmpty => Deliveries.Count + ToNote.Count + ToForget.Count == 0 && !BeginsAges;

    /// <summary>Makes the next look wait, however much there is to find: it would pass over the same rows once more.</summary>
    /// <param name="wait">How long at least; zero for no wait.</param>
    public void Rest(TimeSpan wait) => NextIn = NextIn < wait ? wait : NextIn;

    /// <summary>Notes that a delivery may have to be given up after a number of ticks.</summary>
    public void NoteNext(long ticks)
    {
        TimeSpan left = TimeSpan.FromTicks(Math.Max(0, ticks));
        if (!(NextIn <= left))
        {
            NextIn = left;
        }
    }
}
