using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Warns of a destination whose attempts have all failed for an hour, and then once a day, until one succeeds.</summary>
/// <param name="giveUpAfter">What becomes of its deliveries, to be told.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Takes the warnings.</param>
internal sealed class DestinationWatch(TimeSpan? giveUpAfter, TimeProvider timeProvider, ILogger<WebhookDispatcher> logger)
{
    private static readonly TimeSpan First = TimeSpan.FromHours(1);
    private static readonly TimeSpan Next = TimeSpan.FromDays(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(8);

    private readonly ConcurrentDictionary<string, Failing> _failing = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes the end of an attempt.</summary>
    /// <param name="url">Where it went.</param>
    /// <param name="isDelivered">Whether it succeeded.</param>
    public void Note(Uri url, bool isDelivered)
    {
        if (isDelivered)
        {
            // Mostly none fails, and that costs nothing then.
            if (!_failing.IsEmpty)
            {
                _failing.TryRemove(url.Authority, out _);
            }

            return;
        }

        long now = timeProvider.GetTimestamp();
        Failing failing = _failing.GetOrAdd(url.Authority, static (_, since) => new Failing(since), now);
        if (failing.Fail(now, timeProvider) is { } told)
        {
            string end = giveUpAfter is { } age ? $"discarded when they are {age} old" : "kept";
            DispatchLog.DestinationFails(logger, url.IdnHost, told.For, told.Attempts, end);
            ForgetOthers(now);
        }
    }

    /// <summary>A destination that is not called any more, such as one that no workflow has, is forgotten.</summary>
    private void ForgetOthers(long now)
    {
        foreach ((string authority, Failing failing) in _failing)
        {
            if (failing.IsOlderThan(Forgotten, now, timeProvider))
            {
                _failing.TryRemove(authority, out _);
            }
        }
    }

    private sealed class Failing(long since)
    {
        private readonly Lock _lock = new();
        private long _last;
        private long? _toldAt;
        private int _attempts;

        /// <summary>Notes a failed attempt.</summary>
        /// <returns>What there is to tell; <see langword="null"/> when it was told lately.</returns>
        public (TimeSpan For, int Attempts)? Fail(long now, TimeProvider timeProvider)
        {
            lock (_lock)
            {
                _last = now;
                _attempts++;
                bool isTime = _toldAt is { } toldAt
                    ? timeProvider.GetElapsedTime(toldAt, now) >= Next
                    : timeProvider.GetElapsedTime(since, now) >= First;
                if (!isTime)
                {
                    return null;
                }

                _toldAt = now;
                return (timeProvider.GetElapsedTime(since, now), _attempts);
            }
        }

        public bool IsOlderThan(TimeSpan age, long now, TimeProvider timeProvider)
        {
            lock (_lock)
            {
                return timeProvider.GetElapsedTime(_last, now) >= age;
            }
        }
    }
}
