using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks;

/// <summary>What would be sent for an event that a workflow would run for: a dry run, of which nothing is stored or sent.</summary>
public sealed class WebhookPreview
{
    /// <summary>The workflow that would run.</summary>
    public required WorkflowReference Workflow { get; init; }

    /// <summary>
    /// The URL that would be called: its scheme, host and port. Path and query are masked as <c>***</c>, since they may be secrets.
    /// </summary>
    public required Uri Url { get; init; }

    /// <summary>The workflow's headers that would be sent, each value masked as <c>***</c>, since it may be a secret.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>
    /// The JSON body that would be sent. Its <c>eventId</c> is the empty UUID: a real one is made when the event is published.
    /// </summary>
    public required string Body { get; init; }
}
