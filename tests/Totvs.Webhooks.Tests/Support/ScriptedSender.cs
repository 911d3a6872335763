using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Tests.Support;

/// <summary>A sender that answers by a script and remembers what it was asked to send.</summary>
public sealed class ScriptedSender : IWebhookSender
{
    private readonly Lock _lock = new();
    private readonly List<WebhookRequest> _requests = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _watchers = [];

    public Func<WebhookRequest, CancellationToken, Task<DeliveryOutcome>> Answer { get; set; } = (_, _) =>
        Task.FromResult(SomeDelivery.Accepted);

    public IReadOnlyList<WebhookRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach ((int count, TaskCompletionSource reached) in _watchers)
            {
                if (_requests.Count >= count)
                {
                    reached.TrySetResult();
                }
            }
        }

        return Answer(request, cancellationToken);
    }

    /// <summary>Waits until so many requests have come in all.</summary>
    public Task WhenAskedAsync(int count)
    {
        lock (_lock)
        {
            if (_requests.Count >= count)
            {
                return Task.CompletedTask;
            }

            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((count, reached));
            return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    public void AlwaysFail() => Answer = (_, _) => Task.FromResult(SomeDelivery.Failed);
}
