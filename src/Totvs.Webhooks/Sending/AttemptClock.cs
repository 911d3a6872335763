using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// The bounds in time of one attempt, on one token. Until the request is sent, the handler bounds the connecting, and this clock the whole
/// (or the connecting too, where the workflow lowered it). From then on it bounds the response, and from the headers on the body.
/// </summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly bool _boundsConnect;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private bool _requestIsSent;
    private bool _ended;

    public AttemptClock(SendingOptions options, WebhookAction action, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        ConnectTimeout = Shorter(options.ConnectTimeout, action.ConnectTimeout);
        ResponseTimeout = Shorter(options.ResponseTimeout, action.ResponseTimeout);
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _boundsConnect = ConnectTimeout < options.ConnectTimeout;
        _source = new CancellationTokenSource(_boundsConnect ? ConnectTimeout : ConnectTimeout + ResponseTimeout, timeProvider);
        _registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public TimeSpan ConnectTimeout { get; }

    public TimeSpan ResponseTimeout { get; }

    public CancellationToken Token => _source.Token;

    public TimeSpan Elapsed => _timeProvider.GetElapsedTime(_start);

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

    /// <summary>Starts the time for the response. Only the first call does: a request that HTTP/2 sends anew gets no new time.</summary>
    public void RequestIsSent()
    {
        lock (_lock)
        {
            if (_requestIsSent || _ended || _source.IsCancellationRequested)
            {
                return;
            }

            _requestIsSent = true;
            _source.CancelAfter(ResponseTimeout);
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

    public void Dispose()
    {
        // The handler may still be writing the payload when a response came early: it must not touch a disposed source.
        lock (_lock)
        {
            _ended = true;
        }

        _registration.Dispose();
        _source.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan setting, TimeSpan? lowered) =>
        lowered is { } value && value > TimeSpan.Zero && value < setting ? value : setting;
}
