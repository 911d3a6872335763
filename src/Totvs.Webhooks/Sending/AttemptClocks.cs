using System.Collections.Concurrent;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// A pool of clocks. A new token source and timer for each attempt would be a third of what an attempt allocates.
/// </summary>
internal sealed class AttemptClocks
{
    // As many as attempts run at once by default. Further clocks are created when they are needed, and not kept.
    private const int MaxKept = 512;

    private readonly SendingOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ConcurrentQueue<AttemptClock> _spare = new();

    public AttemptClocks(SendingOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
    }

    public AttemptClock Take() => _spare.TryDequeue(out AttemptClock? clock) ? clock : new AttemptClock(_options, _timeProvider);

    public void TakeBack(AttemptClock clock)
    {
        if (clock.TryStop() && _spare.Count < MaxKept)
        {
            _spare.Enqueue(clock);
        }
        else
        {
            clock.Dispose();
        }
    }
}
