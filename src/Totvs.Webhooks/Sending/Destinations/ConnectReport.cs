namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// What a connection in the making waits for: where its time runs out, that is the reason. Written by the connector, read by the attempt.
/// </summary>
internal sealed class ConnectReport
{
    private volatile Func<string>? _describe;

    public void WaitsFor(Func<string> describe) => _describe = describe;

    /// <summary>The reason as the end of a sentence; <see langword="null"/> while there is none.</summary>
    public string? Describe() => _describe?.Invoke();
}
