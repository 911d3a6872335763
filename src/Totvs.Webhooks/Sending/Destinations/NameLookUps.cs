using System.Net;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Looks names up, at most so many at once, on threads of its own. The system's look-up blocks and nothing ends one that hangs: on the
/// thread pool, a DNS server that does not answer would delay every work item of the host. All that ask for a name meanwhile share one
/// look-up, and one whose askers have left does not begin.
/// </summary>
internal sealed class NameLookUps
{
    // One that has hung for so long may never end, so the name gets one more.
    private static readonly TimeSpan HungAfter = TimeSpan.FromMinutes(1);

    private readonly Func<string, IPAddress[]> _resolve;
    private readonly TimeProvider _timeProvider;
    private readonly LookUpThreads _threads;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, NameLookUp> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly LinkedList<NameLookUp>[] _waiting = [new(), new(), new()];
    private readonly LookUpHistory _history = new();
    private int _underWay;

    /// <param name="resolve">Looks one name up, and blocks until it has the answer.</param>
    /// <param name="timeProvider">Tells which names are slow.</param>
    public NameLookUps(Func<string, IPAddress[]> resolve, TimeProvider timeProvider)
    {
        _resolve = resolve;
        _timeProvider = timeProvider;
        _threads = new LookUpThreads(Run);
    }

    /// <summary>Looks a name up, or joins the look-up that is under way.</summary>
    /// <param name="host">The name.</param>
    /// <param name="report">Is told what is waited for.</param>
    /// <param name="cancellationToken">Ends the waiting at once.</param>
    /// <returns>The addresses, as the system gave them.</returns>
    public async Task<IPAddress[]> LookUpAsync(string host, ConnectReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        NameLookUp lookUp = Join(host);
        report.WaitsFor(lookUp.Describe);
        try
        {
            BeginWaiting();
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
                _waiting[(int)lookUp.Standing].AddLast(lookUp.Place);
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
                _waiting[(int)lookUp.Standing].Remove(lookUp.Place);
                Forget(lookUp);
            }
        }
    }

    /// <summary>Begins what waits, as far as there are places.</summary>
    private void BeginWaiting()
    {
        while (TakeWaiting() is { } lookUp)
        {
            try
            {
                _threads.Run(lookUp);
            }
            catch (Exception exception) when (exception is OutOfMemoryException or ThreadStartException)
            {
                // The system gives no further thread. The attempt fails, and the place is free again.
                End(lookUp);
                lookUp.Fail(exception);
            }
        }
    }

    private NameLookUp? TakeWaiting()
    {
        lock (_lock)
        {
            foreach (LinkedList<NameLookUp> waiting in _waiting)
            {
                if (waiting.First is { } first && LookUpPlaces.MayBegin(first.Value.Standing, _underWay))
                {
                    waiting.RemoveFirst();
                    first.Value.Begin(_timeProvider.GetTimestamp());
                    _underWay++;
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

        BeginWaiting();
    }

    private void End(NameLookUp lookUp)
    {
        lock (_lock)
        {
            _underWay--;
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
