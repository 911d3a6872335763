using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>The receivers of a scene, one at each destination.</summary>
internal sealed class LaneReceiver
{
    private static readonly DeliveryOutcome Refused = Outcome(DeliveryOutcomeKind.ConnectionFailed);
    private static readonly DeliveryOutcome TimedOut = Outcome(DeliveryOutcomeKind.ResponseTimeout);
    private static readonly DeliveryOutcome Gone = Outcome(DeliveryOutcomeKind.Status) with { StatusCode = 410 };

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LaneAnswer> _answers = [];
    private readonly LimitWatch _watch;
    private readonly TestClock _clock;
    private TaskCompletionSource _held = New();
    private bool _timesOut;
    private int _count;
    private int _unreached;

    public LaneReceiver(WebhookTestBed bed, LimitWatch watch)
    {
        _watch = watch;
        _clock = bed.Clock;
        bed.Sender.Answer = AnswerAsync;
    }

    /// <summary>How many attempts did not reach a receiver.</summary>
    public int Unreached => Volatile.Read(ref _unreached);

    /// <summary>Changes how a destination answers. What hangs there is answered as well.</summary>
    public void Answer(string host, LaneAnswer answer)
    {
        lock (_lock)
        {
            _answers[host] = answer;
        }

        LetGo();
    }

    /// <summary>Whether what hangs times out at once, as it would if the clock moved.</summary>
    public void TimeOut(bool timesOut)
    {
        lock (_lock)
        {
            _timesOut = timesOut;
        }

        LetGo();
    }

    private static DeliveryOutcome Outcome(DeliveryOutcomeKind kind) => new() { Kind = kind, Description = $"{kind}." };

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void LetGo()
    {
        TaskCompletionSource held;
        lock (_lock)
        {
            (held, _held) = (_held, New());
        }

        held.SetResult();
    }

    private async Task<DeliveryOutcome> AnswerAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        string host = request.Action.Url.Host;
        string workflow = request.Action.Url.AbsolutePath;
        string? record = request.Action.OrderedByRecord ? WebhookPayload.Parse(request.Payload.Span).Source.Row.Id : null;
        _watch.Begin(host, workflow, record, _clock.GetElapsedTime(0));
        try
        {
            if (Interlocked.Increment(ref _count) % 3 > 0)
            {
                await Task.Yield();
            }

            while (true)
            {
                Task held;
                lock (_lock)
                {
                    if (Decide(host) is { } outcome)
                    {
                        return outcome;
                    }

                    held = _held.Task;
                }

                await held.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _watch.End(host, workflow, record);
        }
    }

    private DeliveryOutcome? Decide(string host)
    {
        LaneAnswer answer = _answers.GetValueOrDefault(host);
        DeliveryOutcome? outcome = answer switch
        {
            LaneAnswer.Hang => _timesOut ? TimedOut : null,
            LaneAnswer.Fail => SomeDelivery.Failed,
            LaneAnswer.Refuse => Refused,
            LaneAnswer.RefuseSome when _count % 4 == 0 => Refused,
            LaneAnswer.Gone => Gone,
            _ => SomeDelivery.Accepted,
        };
        if (outcome is { Kind: DeliveryOutcomeKind.ConnectionFailed or DeliveryOutcomeKind.ResponseTimeout })
        {
            Interlocked.Increment(ref _unreached);
        }

        return outcome;
    }
}
