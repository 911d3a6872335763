namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Scheme, host and port of a URL: what is isolated, slowed and paused together.</summary>
/// <param name="Scheme">The scheme, in lower case.</param>
/// <param name="Host">The host, in lower case and ASCII.</param>
/// <param name="Port">The port.</param>
internal sealed record Destination(string Scheme, string Host, int Port)
{
    public static Destination Of(Uri url) => new(url.Scheme, url.IdnHost, url.Port);

    /// <summary>Whether a URL leads here.</summary>
    public bool IsOf(Uri url) => Port == url.Port && Host == url.IdnHost && Scheme == url.Scheme;

    // Asked for on every attempt, mostly with the very same object.
    private readonly int _hash = HashCode.Combine(Scheme, Host, Port);

    public bool Equals(Destination? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Port == other.Port && Host == other.Host && Scheme == other.Scheme);

    public override int GetHashCode() => _hash;

    public override string ToString() => $"{Scheme}://{Host}:{Port}";
}
