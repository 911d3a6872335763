using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// The bounds in time of one attempt, on one token. Until the request is sent, the handler bounds the connecting, and this clock the whole
/// (or the connecting too, where the workflow lowered it). From then on it bounds the response, and from the headers on the body.
/// </summary>
/// <remarks>
/// Token and timer are used again for the next attempt if this one came to its end in good order. Its number tells the attempts apart for whoever may come late.
/// </remarks>
internal sealed class AttemptClock(SendingOptions options, TimeProvider timeProvider) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source = new(Timeout.InfiniteTimeSpan, timeProvider);
    private CancellationTokenRegistration _registration;
    private long _start;
    private bool _boundsConnect;
    private bool _requestIsSent;
    private bool _ended;
    private int _writing;

    /// <summary>The number of the attempt.</summary>
    public int Number { get; private set; }

    public TimeSpan ConnectTimeout { get; private set; }

    public TimeSpan ResponseTimeout { get; private set; }

    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => timeProvider.GetElapsedTime(_start);

    /// <summary>Which time has run out, where the token was not cancelled by the caller.</summary>
    public DeliveryOutcomeKind ExpiredAs
    {
        get
        {
            lock (_lock)
            {
                return _boundsConnect && !_requestIsSent ? DeliveryOutcomeKind.ConnectTimeout : DeliveryOutcomeKind.ResponseTimeout;
            }
        }
    }

    /// <summary>Whether the request has begun to go out.</summary>
    public bool RequestHasBegun
    {
        get
        {
            lock (_lock)
            {
                return _requestIsSent;
            }
        }
    }

    /// <summary>Starts the time of an attempt.</summary>
    /// <param name="action">What it may have lowered.</param>
    /// <param name="cancellationToken">Ends the attempt at once.</param>
    public void Start(WebhookAction action, CancellationToken cancellationToken)
    {
        ConnectTimeout = Shorter(options.ConnectTimeout, action.ConnectTimeout);
        ResponseTimeout = Shorter(options.ResponseTimeout, action.ResponseTimeout);
        _start = timeProvider.GetTimestamp();
        _boundsConnect = ConnectTimeout < options.ConnectTimeout;
        _requestIsSent = false;
        _ended = false;
        _source.CancelAfter(_boundsConnect ? ConnectTimeout : ConnectTimeout + ResponseTimeout);
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>The payload begins to go out, and with it the time for the response. Only the first call starts it: a request that is sent anew gets no new time.</summary>
    /// <param name="number">The number of the attempt.</param>
    public void PayloadBegins(int number)
    {
        lock (_lock)
        {
            if (number != Number)
            {
                return;
            }

            _writing++;
            if (_requestIsSent || _ended || _source.IsCancellationRequested)
            {
                return;
            }

            _requestIsSent = true;
            _source.CancelAfter(ResponseTimeout);
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
    /// <returns>Whether the clock can be used for another: no time has run out, and nobody is still at it.</returns>
    public bool TryStop()
    {
        bool isIdle;
        lock (_lock)
        {
            // The handler may still be writing the payload when a response came early. It keeps the token, and must not start a time that is over.
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
