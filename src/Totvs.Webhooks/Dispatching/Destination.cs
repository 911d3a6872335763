namespace Totvs.Webhooks.Dispatching;

/// <summary>Scheme, host and port of a URL: what is isolated, slowed and paused together.</summary>
/// <param name="Scheme">The scheme, in lower case.</param>
/// <param name="Host">The host, in lower case and ASCII.</param>
/// <param name="Port">The port.</param>
internal sealed record Destination(string Scheme, string Host, int Port)
{
    /// <summary>The destination of deliveries whose workflow no longer exists: nothing is dialled for them.</summary>
    public static Destination None { get; } = new("none", "", 0);

    public static Destination Of(Uri url) => new(url.Scheme, url.IdnHost, url.Port);

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
