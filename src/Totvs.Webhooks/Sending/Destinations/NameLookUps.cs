using System.Net;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Looks names up on its own threads, a limited number at once. The system's look-up blocks, and nothing ends one that hangs: on the thread
/// pool, a DNS server that does not answer would delay every work item of the host. Attempts that ask for the same name share one look-up.
/// A pending look-up that all attempts have left does not begin.
/// </summary>
internal sealed class NameLookUps
{
    // A look-up that hangs for so long may never end, so the name gets a second one.
    private static readonly TimeSpan HungAfter = TimeSpan.FromMinutes(1);

    private readonly Func<string, IPAddress[]> _resolve;
    private readonly TimeProvider _timeProvider;
    private readonly LookUpThreads _threads;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NameLookUp> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<NameLookUp>[] _pending = [new(), new(), new()];
    private readonly LookUpHistory _history = new();
    private int _running;

    /// <param name="resolve">Looks one name up, and blocks until the answer.</param>
    /// <param name="timeProvider">Measures which names are slow.</param>
    public NameLookUps(Func<string, IPAddress[]> resolve, TimeProvider timeProvider)
    {
        _resolve = resolve;
        _timeProvider = timeProvider;
        _threads = new LookUpThreads(Run);
    }

    /// <summary>Looks a name up, or joins its look-up if that is pending or running.</summary>
    /// <param name="host">The name.</param>
    /// <param name="report">Gets what the look-up waits for.</param>
    /// <param name="cancellationToken">Ends the waiting at once.</param>
    /// <returns>The addresses, in the order of the system.</returns>
    public async Task<IPAddress[]> LookUpAsync(string host, ConnectReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        NameLookUp lookUp = Join(host);
        report.WaitsFor(lookUp.Describe);
        try
        {
            BeginPending();
            return await lookUp.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(lookUp);
        }
    }

    private NameLookUp Join(string host)
    {
        lock (_lock)
        {
            bool isKnown = _byName.TryGetValue(host, out NameLookUp? lookUp);
            if (!isKnown || IsHung(lookUp!))
            {
                lookUp = new NameLookUp(host, isKnown ? LookUpStanding.Slow : _history.StandingOf(host), isSecond: isKnown);
                _byName[host] = lookUp;
                _pending[(int)lookUp.Standing].AddLast(lookUp.Place);
            }

            lookUp!.Waiters++;
            return lookUp;
        }
    }

    private void Leave(NameLookUp lookUp)
    {
        lock (_lock)
        {
            lookUp.Waiters--;
            if (lookUp.Waiters == 0 && !lookUp.HasBegun)
            {
                _pending[(int)lookUp.Standing].Remove(lookUp.Place);
                Forget(lookUp);
            }
        }
    }

    /// <summary>Begins pending look-ups while there are places.</summary>
    private void BeginPending()
    {
        while (TakePending() is { } lookUp)
        {
            try
            {
                _threads.Run(lookUp);
            }
            catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
            {
                // The system has no further thread. The attempt fails, and the place is free again.
                End(lookUp);
                lookUp.Fail(exception);
            }
        }
    }

    private NameLookUp? TakePending()
    {
        lock (_lock)
        {
            foreach (LinkedList<NameLookUp> pending in _pending)
            {
                if (pending.First is { } first && LookUpPlaces.MayBegin(first.Value.Standing, _running))
                {
                    pending.RemoveFirst();
                    first.Value.Begin(_timeProvider.GetTimestamp());
                    _running++;
                    return first.Value;
                }
            }

            return null;
        }
    }

    private void Run(NameLookUp lookUp)
    {
        try
        {
            IPAddress[] addresses = _resolve(lookUp.Host);
            End(lookUp);
            lookUp.Succeed(addresses);
        }
        catch (Exception exception)
        {
            End(lookUp);
            lookUp.Fail(exception);
        }

        BeginPending();
    }

    private void End(NameLookUp lookUp)
    {
        lock (_lock)
        {
            _running--;
            _history.Remember(lookUp.Host, _timeProvider.GetElapsedTime(lookUp.BeganAt));
            Forget(lookUp);
        }
    }

    private bool IsHung(NameLookUp lookUp) =>
        lookUp.HasBegun && !lookUp.IsSecond && _timeProvider.GetElapsedTime(lookUp.BeganAt) >= HungAfter;

    private void Forget(NameLookUp lookUp)
    {
        if (_byName.TryGetValue(lookUp.Host, out NameLookUp? current) && ReferenceEquals(current, lookUp))
        {
            _byName.Remove(lookUp.Host);
        }
    }
}
