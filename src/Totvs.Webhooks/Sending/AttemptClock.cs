using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// The bounds in time of one attempt, on one token. At first it bounds the whole, or where the workflow lowered the time to connect,
/// that; from the moment the primary handler has the request, the connecting; from the moment the payload begins, the response; and from
/// the headers on, the body.
/// </summary>
/// <remarks>
/// Token and timer are used again for the next attempt if this one came to its end in good order. Its number tells the attempts apart for
/// what comes late.
/// </remarks>
internal sealed class AttemptClock(SendingOptions options, TimeProvider timeProvider) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, timeProvider);
    private CancellationTokenRegistration _registration;
    private long _start;
    private TimeSpan _longest;
    private TimeSpan _connectTimeout;
    private TimeSpan _connectBound;
    private bool _connects;
    private ConnectReport? _report;
    private bool _payloadHasBegun;
    private bool _ended;
    private int _writing;

    /// <summary>The number of the attempt.</summary>
    public int Number { get; private set; }

    /// <summary>How long the payload may take to begin.</summary>
    public TimeSpan ConnectTimeout
    {
        get
        {
            lock (_lock)
            {
                return _connectBound;
            }
        }
    }

    public TimeSpan ResponseTimeout { get; private set; }

    /// <summary>When the attempt was started, by the wall clock.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_start);

    /// <summary>What the connection in the making waits for; <see langword="null"/> where there is none.</summary>
    public ConnectReport? Report
    {
        get
        {
            lock (_lock)
            {
                return _report;
            }
        }
    }

    /// <summary>
    /// Whether the receiver may have got the message: the payload has begun to go out, or a primary handler that is not ours does not say.
    /// </summary>
    public bool MayHaveArrived
    {
        get
        {
            lock (_lock)
            {
                return _payloadHasBegun || (!_connects && _connectBound == _longest);
            }
        }
    }

    /// <summary>Starts the time of an attempt.</summary>
    /// <param name="action">What it may have lowered.</param>
    /// <param name="cancellationToken">Ends the attempt at once.</param>
    public void Start(WebhookAction action, CancellationToken cancellationToken)
    {
        TimeSpan connect = Shorter(options.ConnectTimeout, action.ConnectTimeout);
        ResponseTimeout = Shorter(options.ResponseTimeout, action.ResponseTimeout);
        _start = timeProvider.GetTimestamp();
        StartedAt = timeProvider.GetUtcNow();
        _longest = connect + ResponseTimeout;
        _connectTimeout = connect;
        _connectBound = connect < options.ConnectTimeout ? connect : _longest;
        _connects = false;
        _report = null;
        _payloadHasBegun = false;
        _ended = false;
        _source.CancelAfter(_connectBound);
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>
    /// The primary handler has the request, and the time to connect begins: a handler of the host's may have read the payload, but it has
    /// not gone out. Called again before it has, it gives no more than the whole has left.
    /// </summary>
    /// <param name="number">The number of the attempt.</param>
    public void ConnectingBegins(int number)
    {
        lock (_lock)
        {
            if (number != Number || _ended || _source.IsCancellationRequested || (_connects && _payloadHasBegun))
            {
                return;
            }

            TimeSpan left = _connects ? _longest - Elapsed : _connectTimeout;
            _connects = true;
            _payloadHasBegun = false;
            _connectBound = _connectTimeout;
            _source.CancelAfter(left < TimeSpan.Zero ? TimeSpan.Zero : left < _connectTimeout ? left : _connectTimeout);
        }
    }

    /// <summary>A connection is being made for this attempt.</summary>
    /// <param name="number">The number of the attempt.</param>
    /// <param name="report">Tells what it waits for.</param>
    public void ConnectsWith(int number, ConnectReport report)
    {
        lock (_lock)
        {
            _report = number == Number ? report : _report;
        }
    }

    /// <summary>
    /// The payload begins to go out, and with it the time for the response. Only the first call starts it: a request that is sent anew
    /// gets no new time.
    /// </summary>
    /// <param name="number">The number of the attempt.</param>
    /// <returns>
    /// <see langword="false"/> where the attempt is over, so that nothing may go out: it was told already that the receiver has nothing.
    /// </returns>
    public bool TryBeginPayload(int number)
    {
        lock (_lock)
        {
            if (number != Number || (!_payloadHasBegun && _source.IsCancellationRequested))
            {
                return false;
            }

            if (!_payloadHasBegun && !_ended)
            {
                _source.CancelAfter(ResponseTimeout);

                // The time to connect may have run out in between.
                if (_source.IsCancellationRequested)
                {
                    return false;
                }

                _payloadHasBegun = true;
            }

            _writing++;
            return true;
        }
    }

    /// <summary>The payload has gone out.</summary>
    /// <param name="number">The number of the attempt.</param>
    public void PayloadEnds(int number)
    {
        lock (_lock)
        {
            _writing -= number == Number ? 1 : 0;
        }
    }

    /// <summary>Starts the time for the body, now that the status is known.</summary>
    public void BodyBegins(TimeSpan bodyTimeout)
    {
        lock (_lock)
        {
            _ended = true;
            _source.CancelAfter(bodyTimeout);
        }
    }

    /// <summary>Ends the attempt.</summary>
    /// <returns>Whether the clock can be used for another: no time has run out, and no payload is still being written.</returns>
    public bool TryStop()
    {
        bool isIdle;
        lock (_lock)
        {
            // The handler may still be writing the payload when a response came early. It keeps the token, and must not start a time that
            // is over.
            _ended = true;
            isIdle = _writing == 0;
            Number++;
        }

        _registration.Dispose();
        return isIdle && _source.TryReset();
    }

    public void Dispose() => _source.Dispose();

    private static TimeSpan Shorter(TimeSpan setting, TimeSpan? lowered) =>
        lowered is { } value && value > TimeSpan.Zero && value < setting ? value : setting;
}
