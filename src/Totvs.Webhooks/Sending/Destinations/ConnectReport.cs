namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// What a connection that is being opened waits for: the reason if the attempt reaches the time to connect. The connector writes it, and
/// the attempt reads it on another thread.
/// </summary>
internal sealed class ConnectReport
{
    private volatile Func<string>? _describe;

    public void WaitsFor(Func<string> describe) => _describe = describe;

    /// <summary>The reason as the end of a sentence; <see langword="null"/> while there is none.</summary>
    public string? Describe() => _describe?.Invoke();
}
