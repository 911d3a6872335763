using System.Buffers;
using System.Collections.Frozen;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// Which names of headers a workflow may use. They are compared as gateways do that pass headers on as variables: whatever is no letter
/// or digit counts as a hyphen, and <c>HTTP_</c> before a name changes nothing.
/// </summary>
internal static class WebhookHeaderNames
{
    private const string Route = "it claims a route that the message did not take";
    private const string Identity = "it claims who or what the message comes from, which a proxy says";
    private const string Method = "it makes the POST another method";
    private const string Metadata = "cloud metadata services answer to it";

    // RFC 9110, section 5.6.2: the characters of a token.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["host"] = "it comes from the URL",
        ["connection"] = "it belongs to the connection",
        ["keep-alive"] = "it belongs to the connection",
        ["transfer-encoding"] = "it frames the message",
        ["te"] = "it frames the message",
        ["trailer"] = "it frames the message",
        ["upgrade"] = "it belongs to the connection",
        ["expect"] = "it changes how the message is sent",
        ["http2-settings"] = "it belongs to the connection",
        ["metadata-flavor"] = Metadata,
        ["metadata"] = Metadata,
        ["proxy"] = "programs behind a gateway take it for the address of their proxy",
        ["via"] = Route,
        ["cdn-loop"] = Route,
        ["cdn-src-ip"] = Route,
        ["max-forwards"] = Route,
        ["x-cdn-src-ip"] = Route,
        ["x-source-ip"] = Route,
        ["x-host"] = Route,
        ["x-original-for"] = Route,
        ["x-original-host"] = Route,
        ["x-original-method"] = Route,
        ["x-original-path"] = Route,
        ["x-original-proto"] = Route,
        ["x-original-uri"] = Route,
        ["x-original-url"] = Route,
        ["x-rewrite-url"] = Route,
        ["x-http-host-override"] = Route,
        ["x-proto"] = Route,
        ["x-scheme"] = Route,
        ["x-url-scheme"] = Route,
        ["front-end-https"] = Route,
        ["cf-ipcountry"] = Route,
        ["cf-ray"] = Route,
        ["cf-visitor"] = Route,
        ["cf-worker"] = Route,
        ["x-http-method"] = Method,
        ["x-http-method-override"] = Method,
        ["x-method-override"] = Method,
    }.ToFrozenDictionary();

    private static readonly (string Prefix, string Reason)[] Prefixes =
    [
        ("content-", "it describes the body, which is this library's"),
        ("webhook-", "it is this library's (Standard Webhooks)"),
        ("proxy-", "it speaks to a proxy"),
        ("wl-proxy-", Route),
        ("fastly-", Route),
        ("cloudfront-", Route),
        ("x-envoy-", Route),
        ("x-appengine-", Route),
        ("x-arr-", Route),
        ("x-azure-", Route),
        ("x-amzn-oidc-", Identity),
        ("x-auth-request-", Identity),
        ("x-authentik-", Identity),
        ("tailscale-user-", Identity),
        ("x-aws-ec2-metadata-", Metadata),
        ("x-google-metadata-", Metadata),
    ];

    /// <summary>
    /// Parts that refuse a name wherever they are in it, whatever divides it: <c>True-Client-IP</c>, <c>X_Real_IP</c>,
    /// <c>X-Azure-ClientIP</c>.
    /// </summary>
    private static readonly (string Part, string Reason)[] Parts =
    [
        ("forwarded", Route),
        ("forwardfor", Route),
        ("forwarderfor", Route),
        ("forwardproto", Route),
        ("realip", Route),
        ("clientip", Route),
        ("connectingip", Route),
        ("connectionip", Route),
        ("originatingip", Route),
        ("pseudoip", Route),
        ("remoteip", Route),
        ("userip", Route),
        ("remoteaddr", Route),
        ("remotehost", Route),
        ("remoteuser", Identity),
        ("remotegroup", Identity),
        ("remoteemail", Identity),
        ("remotename", Identity),
        ("webauthuser", Identity),
        ("authenticateduser", Identity),
        ("clientcert", Identity),
        ("clientprincipal", Identity),
        ("clientverify", Identity),
        ("iapjwt", Identity),
        ("sslclient", Identity),
        ("sslcert", Identity),
    ];

    /// <summary>What is wrong with a name, and the remedy, or <see langword="null"/>.</summary>
    public static string? FaultOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return "has no name; name the header, such as 'Authorization'.";
        }

        if (name[0] == ':')
        {
            return Refused("it frames the message");
        }

        if (name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return "is not the name of a header: use letters, digits and hyphens, no spaces, colons or line breaks.";
        }

        string hyphened = string.Concat(name.Select(
            character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-'));
        string plain = hyphened.StartsWith("http-", StringComparison.Ordinal) ? hyphened[5..] : hyphened;
        return (ReasonAgainst(hyphened) ?? ReasonAgainst(plain)) is { } reason ? Refused(reason)
            : CanBeCarried(name) ? null
            : Refused("it describes a body or an answer, and no request can carry it");
    }

    private static string? ReasonAgainst(string name)
    {
        if (Names.TryGetValue(name, out string? reason))
        {
            return reason;
        }

        foreach ((string prefix, string prefixReason) in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return prefixReason;
            }
        }

        string joined = name.Replace("-", "", StringComparison.Ordinal);
        foreach ((string part, string partReason) in Parts)
        {
            if (joined.Contains(part, StringComparison.Ordinal))
            {
                return partReason;
            }
        }

        return name.EndsWith("-via", StringComparison.Ordinal) ? Route : null;
    }

    private static string Refused(string reason) => $"may not be set by a workflow, since {reason}; take it out.";

    /// <summary>
    /// .NET drops headers from a request that its own list has as those of a body, so it is asked.
    /// </summary>
    private static bool CanBeCarried(string name)
    {
        using HttpRequestMessage message = new();
        return message.Headers.TryAddWithoutValidation(name, "");
    }
}
