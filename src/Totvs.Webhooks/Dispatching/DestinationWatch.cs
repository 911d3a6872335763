using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Dispatching;

/// <summary>Warns of a destination whose attempts have all failed for an hour, and then once a day, until one succeeds.</summary>
internal sealed class DestinationWatch
{
    private static readonly TimeSpan FirstWarningAfter = TimeSpan.FromHours(1);
    private static readonly TimeSpan NextWarningAfter = TimeSpan.FromDays(1);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromDays(8);

    private readonly ConcurrentDictionary<string, Failing> _failing = new(StringComparer.OrdinalIgnoreCase);
    private readonly TimeSpan? _giveUpAfter;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WebhookDispatcher> _logger;

    /// <param name="giveUpAfter">The age at which its deliveries are discarded, for the message.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The logger.</param>
    public DestinationWatch(TimeSpan? giveUpAfter, TimeProvider timeProvider, ILogger<WebhookDispatcher> logger)
    {
        _giveUpAfter = giveUpAfter;
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>Notes the end of an attempt.</summary>
    /// <param name="url">The URL of the attempt.</param>
    /// <param name="isDelivered">Whether it succeeded.</param>
    public void Note(Uri url, bool isDelivered)
    {
        if (isDelivered)
        {
            // Without this check every delivery would compute the hash of its authority, although mostly no destination fails.
            if (!_failing.IsEmpty)
            {
                _failing.TryRemove(url.Authority, out _);
            }

            return;
        }

        long now = _timeProvider.GetTimestamp();
        Failing failing = _failing.GetOrAdd(url.Authority, static (_, since) => new Failing(since), now);
        if (failing.Fail(now, _timeProvider) is { } warning)
        {
            string end = _giveUpAfter is { } age ? $"discarded when they are {age} old" : "kept";
            DispatchLog.DestinationFails(_logger, url.IdnHost, warning.For, warning.Attempts, end);
            ForgetOthers(now);
        }
    }

    /// <summary>Forgets destinations without attempts, such as those that no workflow has any more.</summary>
    private void ForgetOthers(long now)
    {
        foreach ((string authority, Failing failing) in _failing)
        {
            if (failing.IsOlderThan(ForgottenAfter, now, _timeProvider))
            {
                _failing.TryRemove(authority, out _);
            }
        }
    }

    private sealed class Failing
    {
        private readonly Lock _lock = new();
        private readonly long _since;
        private long _last;
        private long? _warnedAt;
        private int _attempts;

        public Failing(long since) => _since = since;

        /// <summary>Notes a failed attempt.</summary>
        /// <returns>The warning; <see langword="null"/> when none is due.</returns>
        public (TimeSpan For, int Attempts)? Fail(long now, TimeProvider timeProvider)
        {
            lock (_lock)
            {
                _last = now;
                _attempts++;
                bool isTime = _warnedAt is { } warnedAt
                    ? timeProvider.GetElapsedTime(warnedAt, now) >= NextWarningAfter
                    : timeProvider.GetElapsedTime(_since, now) >= FirstWarningAfter;
                if (!isTime)
                {
                    return null;
                }

                _warnedAt = now;
                return (timeProvider.GetElapsedTime(_since, now), _attempts);
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
