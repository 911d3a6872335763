using System.Diagnostics;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Keeps the host's trace ids and baggage from receivers, and the path of the URL from the host's client spans. A path may be a secret, and
/// .NET masks only the query.
/// </summary>
internal sealed class HostOnlyTrace : DistributedContextPropagator
{
    private const string UrlTag = "url.full";

    public override IReadOnlyCollection<string> Fields => [];

    /// <summary>Adds no header. .NET calls it when the span has its tags, before the request is sent.</summary>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity?.GetTagItem(UrlTag) is not null)
        {
            // Null removes the tag.
            Uri? url = (carrier as HttpRequestMessage)?.RequestUri;
            activity.SetTag(UrlTag, url?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        }
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
