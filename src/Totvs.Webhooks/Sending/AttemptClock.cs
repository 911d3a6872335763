using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Limits the time of one attempt, with one token. The limit is first the whole time, or the time to connect if the workflow lowers it.
/// It is the time to connect once the primary handler has the request, the time for the response once the payload begins to be sent,
/// and the time for the body once the headers have come.
/// </summary>
/// <remarks>
/// The next attempt uses the same token and timer if no limit was reached. A handler may call late, when the clock already serves the next
/// attempt: the attempt's number tells these calls apart.
/// </remarks>
internal sealed class AttemptClock : IDisposable
{
    private readonly SendingOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _source;

    // The sender, the handler and the connector call from different threads. Without this lock a handler could begin to send after the
    // outcome says that the receiver has nothing.
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _registration;
    private long _start;
    private AttemptTimes _times;
    private TimeSpan _connectLimit;
    private ConnectReport? _report;
    private bool _isConnecting;
    private bool _payloadHasBegun;
    private bool _hasEnded;
    private int _writing;

    public AttemptClock(SendingOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _timeProvider = timeProvider;
        _source = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
    }

    /// <summary>The number of the attempt.</summary>
    public int Number { get; private set; }

    public TimeSpan ResponseTimeout => _times.Response;

    /// <summary>When the attempt was started, by the wall clock.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_start);

    public AttemptProgress Progress
    {
        get
        {
            lock (_lock)
            {
                bool isUnknown = !_isConnecting && _connectLimit == _times.Whole;
                return new(_payloadHasBegun || isUnknown, _connectLimit, _report);
            }
        }
    }

    /// <summary>Starts the time of an attempt.</summary>
    /// <param name="action">May lower the times.</param>
    /// <param name="cancellationToken">Ends the attempt at once.</param>
    public void Start(WebhookAction action, CancellationToken cancellationToken)
    {
        _times = AttemptTimes.From(_options, action);
        _start = _timeProvider.GetTimestamp();
        StartedAt = _timeProvider.GetUtcNow();
        _connectLimit = _times.First;
        _report = null;
        _isConnecting = false;
        _payloadHasBegun = false;
        _hasEnded = false;
        _source.CancelAfter(_connectLimit);
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>
    /// Starts the time to connect, when the primary handler has the request. A handler of the host's may have read the payload before, but
    /// has not sent it. A second call gives the time to connect again, within the whole time.
    /// </summary>
    /// <param name="number">The number of the attempt.</param>
    public void ConnectingBegins(int number)
    {
        lock (_lock)
        {
            if (number != Number || _hasEnded || _source.IsCancellationRequested || (_isConnecting && _payloadHasBegun))
            {
                return;
            }

            TimeSpan left = _isConnecting ? _times.Whole - Elapsed : _times.Connect;
            _isConnecting = true;
            _payloadHasBegun = false;
            _connectLimit = _times.Connect;
            _source.CancelAfter(left < TimeSpan.Zero ? TimeSpan.Zero : left < _times.Connect ? left : _times.Connect);
        }
    }

    /// <summary>Notes that a connection is being opened for this attempt.</summary>
    /// <param name="number">The number of the attempt.</param>
    /// <param name="report">What the connection waits for.</param>
    public void ConnectsWith(int number, ConnectReport report)
    {
        lock (_lock)
        {
            _report = number == Number ? report : _report;
        }
    }

    /// <summary>
    /// Starts the time for the response, when the payload begins to be sent. Only the first call starts it: a request that is sent again
    /// gets no new time.
    /// </summary>
    /// <param name="number">The number of the attempt.</param>
    /// <returns>
    /// <see langword="false"/> if the attempt is over. Nothing may be sent then: its outcome already says that the receiver has nothing.
    /// </returns>
    public bool TryBeginPayload(int number)
    {
        lock (_lock)
        {
            if (number != Number || (!_payloadHasBegun && _source.IsCancellationRequested))
            {
                return false;
            }

            if (!_payloadHasBegun && !_hasEnded)
            {
                _source.CancelAfter(ResponseTimeout);

                // The timer of the time to connect may have fired between the check above and the new time.
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

    /// <summary>Notes that the payload was sent, or failed to be.</summary>
    /// <param name="number">The number of the attempt.</param>
    public void PayloadEnds(int number)
    {
        lock (_lock)
        {
            _writing -= number == Number ? 1 : 0;
        }
    }

    /// <summary>Starts the time for the body, when the status is known.</summary>
    public void BodyBegins(TimeSpan bodyTimeout)
    {
        lock (_lock)
        {
            _hasEnded = true;
            _source.CancelAfter(bodyTimeout);
        }
    }

    /// <summary>Ends the attempt.</summary>
    /// <returns>Whether another attempt can use the clock: no limit was reached, and no payload is still being written.</returns>
    public bool TryStop()
    {
        bool isIdle;
        lock (_lock)
        {
            // After an early response the handler may still write the payload. It holds the token, and would start a time of the next
            // attempt if the clock were used again.
            _hasEnded = true;
            isIdle = _writing == 0;
            Number++;
        }

        _registration.Dispose();
        return isIdle && _source.TryReset();
    }

    public void Dispose() => _source.Dispose();
}
