namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>Sees each attempt begin and end at the receiver, and notes the first limit that is passed.</summary>
/// <param name="scene">The limits that do not change.</param>
internal sealed class LimitWatch(LaneScene scene)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _running = [];
    private readonly Dictionary<string, List<TimeSpan>> _begun = [];
    private readonly Dictionary<string, int> _limits = [];
    private IReadOnlyDictionary<string, double?> _rates = new Dictionary<string, double?>();

    /// <summary>The first limit that was passed.</summary>
    public string? Fault { get; private set; }

    /// <summary>
    /// Lets a workflow have a further limit: an attempt that has its slot already begins under the limit of before.
    /// </summary>
    public void Loosen(string workflow, int? limit)
    {
        lock (_lock)
        {
            _limits[workflow] = Math.Max(_limits.GetValueOrDefault(workflow), limit ?? int.MaxValue);
            _rates = new Dictionary<string, double?>();
        }
    }

    /// <summary>Says what holds from now on. Nothing has a slot at this moment.</summary>
    /// <param name="limits">The limits of workflows.</param>
    /// <param name="rates">The rates of destinations.</param>
    public void Set(IReadOnlyDictionary<string, int?> limits, IReadOnlyDictionary<string, double?> rates)
    {
        lock (_lock)
        {
            _begun.Clear();
            _rates = rates;
            foreach ((string workflow, int? limit) in limits)
            {
                _limits[workflow] = limit ?? int.MaxValue;
            }
        }
    }

    /// <summary>An attempt begins.</summary>
    public void Begin(string host, string workflow, string? orderedRecord, TimeSpan now)
    {
        lock (_lock)
        {
            Enter("all", scene.Slots);
            Enter(host, scene.LaneLimit);
            Enter($"{workflow} to {host}", _limits[workflow]);
            if (orderedRecord is not null)
            {
                Enter($"record {orderedRecord} of {workflow}", 1);
            }

            NotePace(host, now);
        }
    }

    /// <summary>An attempt ends.</summary>
    public void End(string host, string workflow, string? orderedRecord)
    {
        lock (_lock)
        {
            _running["all"]--;
            _running[host]--;
            _running[$"{workflow} to {host}"]--;
            if (orderedRecord is not null)
            {
                _running[$"record {orderedRecord} of {workflow}"]--;
            }
        }
    }

    private void Enter(string what, int limit)
    {
        int running = _running[what] = _running.GetValueOrDefault(what) + 1;
        if (running > limit)
        {
            Fault ??= $"{running} attempts of {what} run at once; the limit is {limit}";
        }
    }

    private void NotePace(string host, TimeSpan now)
    {
        if (_rates.GetValueOrDefault(host) is not { } rate)
        {
            return;
        }

        List<TimeSpan> begun = _begun.TryGetValue(host, out List<TimeSpan>? known) ? known : _begun[host] = [];
        begun.Add(now);
        for (int first = 0; first < begun.Count; first++)
        {
            double allowed = Math.Max(1, rate / 10) + (rate * (now - begun[first]).TotalSeconds) + 0.001;
            if (begun.Count - first > allowed)
            {
                Fault ??= $"{begun.Count - first} attempts to {host} began within {now - begun[first]}; the rate is {rate} a second";
            }
        }
    }
}
