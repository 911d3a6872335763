using System.Diagnostics;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Lets the host's client spans be, but keeps its trace ids and baggage from the receivers, and the URL's path, which may be a secret,
/// from the spans: the platform masks the query alone.
/// </summary>
internal sealed class HostOnlyTrace : DistributedContextPropagator
{
    private const string UrlTag = "url.full";

    public override IReadOnlyCollection<string> Fields => [];

    /// <summary>Sends nothing. The platform calls it once the span has its tags, and before the request goes out.</summary>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity?.GetTagItem(UrlTag) is not null)
        {
            // A null takes the tag off.
            Uri? url = (carrier as HttpRequestMessage)?.RequestUri;
            activity.SetTag(UrlTag, url?.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        }
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        (traceId, traceState) = (null, null);

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
