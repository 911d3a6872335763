using System.Collections.Concurrent;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Hands out clocks, and takes back those that can be used again: a token source and a timer for each attempt would be a third of what it
/// allocates.
/// </summary>
internal sealed class AttemptClocks(SendingOptions options, TimeProvider timeProvider)
{
    // As many as attempts are under way at once by default; more are made when they are needed, and not kept.
    private const int MostKept = 512;

    private readonly ConcurrentQueue<AttemptClock> _spare = new();

    public AttemptClock Take() => _spare.TryDequeue(out AttemptClock? clock) ? clock : new AttemptClock(options, timeProvider);

    public void TakeBack(AttemptClock clock)
    {
        if (clock.TryStop() && _spare.Count < MostKept)
        {
            _spare.Enqueue(clock);
        }
        else
        {
            clock.Dispose();
        }
    }
}
