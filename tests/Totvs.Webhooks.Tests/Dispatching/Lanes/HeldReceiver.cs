using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

/// <summary>A receiver that holds requests until a test answers them, the first one first; the others it accepts at once.</summary>
internal sealed class HeldReceiver
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource<DeliveryOutcome>> _held = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];
    private bool _acceptsAll;
    private int _running;

    public HeldReceiver(ScriptedSender sender) => sender.Answer = AnswerAsync;

    /// <summary>Which requests it holds. Default: all.</summary>
    public Func<WebhookRequest, bool> Holds { get; init; } = _ => true;

    /// <summary>How many requests were there at most at one time.</summary>
    public int MaxRunning { get; private set; }

    /// <summary>Waits until so many requests are held.</summary>
    public Task WhenHoldingAsync(int count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_held.Count >= count)
            {
                reached.SetResult();
            }

            _watchers.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void AcceptOne() => AnswerOne(SomeDelivery.Accepted);

    public void AnswerOne(DeliveryOutcome outcome)
    {
        TaskCompletionSource<DeliveryOutcome> first;
        lock (_lock)
        {
            first = _held.Dequeue();
        }

        first.SetResult(outcome);
    }

    /// <summary>Accepts what is held, and all that comes after it at once.</summary>
    public void AcceptAll()
    {
        TaskCompletionSource<DeliveryOutcome>[] held;
        lock (_lock)
        {
            _acceptsAll = true;
            held = [.. _held];
            _held.Clear();
        }

        foreach (TaskCompletionSource<DeliveryOutcome> one in held)
        {
            one.SetResult(SomeDelivery.Accepted);
        }
    }

    private async Task<DeliveryOutcome> AnswerAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        Task<DeliveryOutcome>? answer = null;
        lock (_lock)
        {
            MaxRunning = Math.Max(MaxRunning, ++_running);
            if (!_acceptsAll && Holds(request))
            {
                var held = new TaskCompletionSource<DeliveryOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
                _held.Enqueue(held);
                answer = held.Task;
                foreach ((int count, TaskCompletionSource reached) in _watchers)
                {
                    if (_held.Count >= count)
                    {
                        reached.TrySetResult();
                    }
                }

                _watchers.RemoveAll(watcher => watcher.Reached.Task.IsCompleted);
            }
        }

        await Task.Yield();
        DeliveryOutcome outcome = answer is null ? SomeDelivery.Accepted : await answer.WaitAsync(cancellationToken);
        lock (_lock)
        {
            _running--;
        }

        return outcome;
    }
}
