using System.Diagnostics;

namespace Totvs.Webhooks.Benchmarks.Latency;

/// <summary>
/// Hands over events at a steady pace, whatever becomes of those before: event n is due n times the interval after the start, so that a
/// slow event holds up no other and no delay adds up.
/// </summary>
internal static class OpenLoopPacer
{
    /// <summary>Hands over all events, and waits until the work on each is done.</summary>
    /// <param name="perSecond">The pace.</param>
    /// <param name="duration">How long to run.</param>
    /// <param name="work">The work on an event, given its number and the timestamp at which it is handed over.</param>
    public static async Task<PacedLoad> RunAsync(int perSecond, TimeSpan duration, Func<int, long, Task> work)
    {
        int events = (int)(perSecond * duration.TotalSeconds);
        var handed = new Task[events];
        var lateness = new long[events];
        long start = await Task.Factory.StartNew(
            () => HandOver(perSecond, handed, lateness, work),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Task.WhenAll(handed);
        return new PacedLoad(events, start, Due(start, events, perSecond), LatencyPercentiles.Of(lateness));
    }

    private static long HandOver(int perSecond, Task[] handed, long[] lateness, Func<int, long, Task> work)
    {
        long start = Stopwatch.GetTimestamp();
        for (int number = 0; number < handed.Length; number++)
        {
            long due = Due(start, number, perSecond);
            long now;
            while ((now = Stopwatch.GetTimestamp()) < due)
            {
                // Spinning would be more exact, but would take a core from what is measured.
                Thread.Sleep(1);
            }

            // The time is taken here and not in the task: waiting for a thread of the pool is part of the latency.
            int current = number;
            handed[number] = Task.Run(() => work(current, now));
            lateness[number] = now - due;
        }

        return start;
    }

    private static long Due(long start, int number, int perSecond) => start + (long)((double)number / perSecond * Stopwatch.Frequency);
}
