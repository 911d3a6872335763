using System.Collections.Concurrent;
using Totvs.Webhooks.Contracts.Deliveries;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Sqlite.Tests.Support;

/// <summary>A sender that delivers everything and remembers where to.</summary>
internal sealed class RecordingSender : IWebhookSender
{
    private readonly ConcurrentQueue<string> _hosts = new();

    /// <summary>The hosts that were posted to, in order.</summary>
    public string[] Hosts => [.. _hosts];

    public Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default)
    {
        _hosts.Enqueue(request.Action.Url.Host);
        return Task.FromResult(SomeDelivery.Accepted);
    }
}
