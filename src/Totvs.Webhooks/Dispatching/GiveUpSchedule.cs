namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Says when to look for deliveries to give up. A look says when the next one may be needed; what is added after it cannot be needed
/// before the shortest age is over. So nothing is asked while there is nothing that waits. Times are monotonic.
/// </summary>
/// <param name="age">The age at which a delivery is given up; <see langword="null"/> for none.</param>
/// <param name="missingWorkflowAge">The same where its workflow is missing.</param>
internal sealed class GiveUpSchedule(TimeSpan? age, TimeSpan missingWorkflowAge)
{
    /// <summary>
    /// How long after the start nothing is ended: what became too old while no process ran gets its attempt first, and other processes
    /// that start tell what they have.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>The rest between two steps that end something, so that others get their turn.</summary>
    public static readonly TimeSpan RestBetweenSteps = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostSharedWait = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _shortestAge = age < missingWorkflowAge ? age.Value : missingWorkflowAge;
    private TimeSpan? _startedAt;
    private TimeSpan? _nextAt;

    /// <summary>How often a process looks that shares its store, so that its workflows do not count as missing for others.</summary>
    public TimeSpan SharedWait { get; } = missingWorkflowAge / 4 < MostSharedWait ? missingWorkflowAge / 4 : MostSharedWait;

    /// <summary>Begins anew, with a look at once.</summary>
    public void Start(TimeSpan now) => (_startedAt, _nextAt) = (now, now);

    /// <summary>Whether what is found may be ended already.</summary>
    public bool MayEnd(TimeSpan now) => _startedAt is { } startedAt && now - startedAt >= Grace;

    /// <summary>How long until the next look; <see langword="null"/> when none is needed.</summary>
    public TimeSpan? Wait(TimeSpan now) => _nextAt is { } nextAt ? (nextAt > now ? nextAt - now : TimeSpan.Zero) : null;

    /// <summary>Notes that unfinished deliveries are there or were added.</summary>
    public void NoteUnfinished(TimeSpan now) => LookIn(_shortestAge, now);

    /// <summary>Looks after a time at the latest.</summary>
    public void LookIn(TimeSpan wait, TimeSpan now)
    {
        if (!(_nextAt <= now + wait))
        {
            _nextAt = now + wait;
        }
    }

    /// <summary>Notes that a look is over.</summary>
    /// <param name="nextIn">When the store says that the next one may be needed.</param>
    /// <param name="ended">Whether it ended something.</param>
    /// <param name="isShared">Whether others use the store.</param>
    /// <param name="now">The time.</param>
    public void NoteLook(TimeSpan? nextIn, bool ended, bool isShared, TimeSpan now)
    {
        _nextAt = null;

        // What was ended may have let a held-back one go that is too old itself, which the answer does not count.
        nextIn = ended && !(nextIn < LeastWait) ? LeastWait : nextIn;
        if (nextIn is { } left)
        {
            TimeSpan least = ended && left <= TimeSpan.Zero ? RestBetweenSteps : LeastWait;
            TimeSpan graceLeft = _startedAt + Grace - now ?? TimeSpan.Zero;
            LookIn(Longest(left, least, graceLeft), now);
        }

        if (isShared)
        {
            LookIn(SharedWait, now);
        }
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> waits)
    {
        TimeSpan longest = TimeSpan.Zero;
        foreach (TimeSpan wait in waits)
        {
            longest = wait > longest ? wait : longest;
        }

        return longest;
    }
}
