namespace Totvs.Webhooks.Sending;

/// <summary>How one POST is made and bounded.</summary>
public sealed class SendingOptions
{
    /// <summary>
    /// The time to connect: name look-up, TCP and TLS together (TOTVS: 5 seconds). Default: 5 seconds. At most 60 seconds.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The time from the moment the request is sent to the response's headers (TOTVS: 60 seconds). Default: 60 seconds. At most 5
    /// minutes.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The time to read the response's body, after its headers. Past it the body is cut; the status stands. Default: 5 seconds. At most
    /// 60 seconds.
    /// </summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How much of the response's body is read and kept, in bytes. Default: 16,384. From 0 to 1,048,576.</summary>
    public int BodyLimit { get; set; } = 16 * 1024;

    /// <summary>The <c>User-Agent</c> header. Default: the library's name and version.</summary>
    public string UserAgent { get; set; } = "Totvs.Webhooks/0.1";

    /// <summary>
    /// Lets deliveries go to this machine itself: <c>localhost</c>, 127.0.0.0/8 and ::1. For development and tests. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool AllowLoopback { get; set; }

    /// <summary>
    /// Networks that may be dialled although they are not public, as <c>10.20.0.0/16</c>, <c>fd00:1::/32</c> or one address. By default
    /// nothing but globally reachable unicast addresses is dialled (IANA special-purpose address registries). Default: none.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>
    /// Hosts that may be dialled whatever their name is and whatever addresses it has: <c>erp.internal</c>, or <c>*.corp.example.com</c>
    /// for all names under one. Default: none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Ports that may be dialled. Default: none given, which means any.</summary>
    public IList<int> AllowedPorts { get; } = [];

    /// <summary>Whether http URLs are refused. Default: <see langword="false"/>, both http and https are dialled.</summary>
    public bool RequireHttps { get; set; }

    /// <summary>
    /// Refused where it is <see langword="true"/>: .NET has no bound for the empty frames that a receiver sends over HTTP/2
    /// (CONTINUATION, DATA), goes on reading them after the attempt has ended, and connects to one receiver one at a time, so that a
    /// silent one keeps attempts waiting past every time. Default: <see langword="false"/>, HTTP/1.1.
    /// </summary>
    public bool AllowHttp2 { get; set; }

    /// <summary>
    /// How long a connection is used before it is made anew, so that a change of the receiver's address is seen. Default: 2 minutes. At
    /// most 1 hour.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long a connection may have been idle to be used again. Many receivers close an idle one after 5 seconds (Node.js, Apache), and
    /// a request that meets the close is lost, so it is less. Default: 4 seconds. At most 1 hour.
    /// </summary>
    public TimeSpan ConnectionIdleTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// A proxy to send through, as <c>http://proxy.example.com:3128</c>, with its user name and password in it where it asks for them.
    /// The machine's own proxy settings are never used. The scheme is http, https, socks4a or socks5; socks4 is refused, since its names
    /// are looked up on this side without a check of the address. Default: <see langword="null"/>, none. With a proxy, scheme, port, name
    /// and an address written out in the URL are still checked, but it is the proxy that looks names up: that they lead to public
    /// addresses only is then for the proxy to see to.
    /// </summary>
    public Uri? Proxy { get; set; }
}
