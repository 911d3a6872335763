namespace Totvs.Webhooks.Sending;

/// <summary>How one POST is made and bounded.</summary>
public sealed class SendingOptions
{
    /// <summary>The time to connect: name look-up, TCP and TLS together (TOTVS: 5 seconds). Default: 5 seconds. At most 60 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time from the moment the request is sent to the response's headers (TOTVS: 60 seconds). Default: 60 seconds. At most 5 minutes.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The time to read the response's body, after its headers. Past it the body is cut; the status stands. Default: 5 seconds. At most 60 seconds.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How much of the response's body is read and kept, in bytes. Default: 16,384. From 0 to 1,048,576.</summary>
    public int BodyLimit { get; set; } = 16 * 1024;

    /// <summary>The <c>User-Agent</c> header. Default: the library's name and version.</summary>
    public string UserAgent { get; set; } = "Totvs.Webhooks/0.1";
}
