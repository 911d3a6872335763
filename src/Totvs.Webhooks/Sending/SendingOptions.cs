namespace Totvs.Webhooks.Sending;

/// <summary>Settings of the POST that an attempt makes.</summary>
public sealed class SendingOptions
{
    /// <summary>
    /// The timeout of the connection: name look-up, TCP and TLS together (TOTVS: 5 seconds). Default: 5 seconds. At most 60 seconds.
    /// </summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The timeout of the response: from the moment the request is sent until its headers arrive (TOTVS: 60 seconds). Default: 60 seconds.
    /// At most 5 minutes.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The timeout of the response's body, after its headers. A body that takes longer is cut, and the status decides the attempt.
    /// Default: 5 seconds. At most 60 seconds.
    /// </summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How much of the response's body is read and kept, in bytes. Default: 16,384. From 0 to 1,048,576.</summary>
    public int BodyLimit { get; set; } = 16 * 1024;

    /// <summary>The <c>User-Agent</c> header. Default: the library's name and version.</summary>
    public string UserAgent { get; set; } = "Totvs.Webhooks/0.1";

    /// <summary>
    /// Whether deliveries may go to this machine: <c>localhost</c>, 127.0.0.0/8 and ::1. For development and tests. Default:
    /// <see langword="false"/>.
    /// </summary>
    public bool AllowLoopback { get; set; }

    /// <summary>
    /// Networks that are dialled although they are not public, as <c>10.20.0.0/16</c>, <c>fd00:1::/32</c> or one address. Without an entry
    /// only globally reachable unicast addresses are dialled (IANA special-purpose address registries). Default: none.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>
    /// Hosts that are dialled although their names or addresses are not public: <c>erp.internal</c>, or <c>*.corp.example.com</c> for all
    /// names under one. Default: none.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Ports that are dialled. Default: none, which means any port.</summary>
    public IList<int> AllowedPorts { get; } = [];

    /// <summary>Whether http URLs are refused. Default: <see langword="false"/>, which dials both http and https.</summary>
    public bool RequireHttps { get; set; }

    /// <summary>
    /// Whether HTTP/2 is used. A host with <see langword="true"/> does not start: over HTTP/2, .NET reads empty frames (CONTINUATION, DATA)
    /// of a receiver without a limit, even after the attempt has ended, and opens connections to a receiver one at a time, so that a silent
    /// receiver delays attempts past every timeout. Default: <see langword="false"/>, HTTP/1.1.
    /// </summary>
    public bool AllowHttp2 { get; set; }

    /// <summary>
    /// How long a connection is used before a new one replaces it, so that a new address of the receiver is seen. Default: 2 minutes. At
    /// most 1 hour.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long an idle connection is kept. Many receivers close an idle connection after 5 seconds (Node.js, Apache), and a request sent
    /// at that moment is lost, so the default is less. Default: 4 seconds. At most 1 hour.
    /// </summary>
    public TimeSpan ConnectionIdleTimeout { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// A proxy to send through, as <c>http://proxy.example.com:3128</c>, with user name and password in the URL if it needs them. The
    /// machine's own proxy settings are never used. The scheme is http, https, socks4a or socks5; socks4 is refused, since names would be
    /// looked up on this machine without a check of the address. With a proxy, scheme, port, name and an IP address in the URL are still
    /// checked. The proxy looks names up, so it must also restrict them to public addresses. Default: <see langword="null"/>, no proxy.
    /// </summary>
    public Uri? Proxy { get; set; }
}
