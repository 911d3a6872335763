namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Decides when to look for deliveries to give up. The answer to a look holds the time of the next one; a delivery that is added later
/// cannot be too old before the shorter of the two ages is over. So the store is not asked while nothing is pending. Times are monotonic.
/// </summary>
/// <param name="age">The age at which a delivery is given up; <see langword="null"/> for none.</param>
/// <param name="missingWorkflowAge">The same where its workflow is missing.</param>
internal sealed class GiveUpSchedule(TimeSpan? age, TimeSpan missingWorkflowAge)
{
    /// <summary>
    /// The time after the start in which nothing is given up: a delivery that became too old while no process ran gets an attempt first,
    /// and other processes that start make known which workflows they have.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>The pause between two steps that end deliveries, so that other calls of the store are served between them.</summary>
    public static readonly TimeSpan RestBetweenSteps = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan MinWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxSharedWait = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _minAge = age < missingWorkflowAge ? age.Value : missingWorkflowAge;
    private TimeSpan? _startedAt;
    private TimeSpan? _nextAt;

    /// <summary>How often a process with a shared store looks, so that its workflows do not count as missing for other processes.</summary>
    public TimeSpan SharedWait { get; } = missingWorkflowAge / 4 < MaxSharedWait ? missingWorkflowAge / 4 : MaxSharedWait;

    /// <summary>Starts again, with a look at once.</summary>
    public void Start(TimeSpan now) => (_startedAt, _nextAt) = (now, now);

    /// <summary>Whether the grace at the start is over.</summary>
    public bool MayEnd(TimeSpan now) => _startedAt is { } startedAt && now - startedAt >= Grace;

    /// <summary>How long until the next look; <see langword="null"/> when none is needed.</summary>
    public TimeSpan? Wait(TimeSpan now) => _nextAt is { } nextAt ? (nextAt > now ? nextAt - now : TimeSpan.Zero) : null;

    /// <summary>Notes that the store has unfinished deliveries.</summary>
    public void NoteUnfinished(TimeSpan now) => LookIn(_minAge, now);

    /// <summary>Makes the next look come after a time at the latest.</summary>
    public void LookIn(TimeSpan wait, TimeSpan now)
    {
        if (!(_nextAt <= now + wait))
        {
            _nextAt = now + wait;
        }
    }

    /// <summary>Notes that a look is over.</summary>
    /// <param name="nextIn">The store's answer: the time until the next look may be needed.</param>
    /// <param name="ended">Whether it ended deliveries.</param>
    /// <param name="isShared">Whether other processes use the store.</param>
    /// <param name="now">The time.</param>
    public void NoteLook(TimeSpan? nextIn, bool ended, bool isShared, TimeSpan now)
    {
        _nextAt = null;

        // An ended delivery may have let a held-back one go that is too old itself. The answer does not count that one, so without this
        // line it would wait for an unrelated look.
        nextIn = ended && !(nextIn < MinWait) ? MinWait : nextIn;
        if (nextIn is { } left)
        {
            TimeSpan min = ended && left <= TimeSpan.Zero ? RestBetweenSteps : MinWait;
            TimeSpan graceLeft = _startedAt + Grace - now ?? TimeSpan.Zero;
            LookIn(Max(left, min, graceLeft), now);
        }

        if (isShared)
        {
            LookIn(SharedWait, now);
        }
    }

    private static TimeSpan Max(params ReadOnlySpan<TimeSpan> waits)
    {
        TimeSpan max = TimeSpan.Zero;
        foreach (TimeSpan wait in waits)
        {
            max = wait > max ? wait : max;
        }

        return max;
    }
}
