using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>Describes the result of dialling, as the end of a sentence about an address or a destination.</summary>
internal static class DialTrouble
{
    /// <param name="exception">Why it failed; <see langword="null"/> while it is running.</param>
    public static string Of(Exception? exception) => exception switch
    {
        null => "did not answer",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "refused the connection",
        SocketException socket => $"could not be reached ({socket.SocketErrorCode})",
        _ => $"could not be reached ({exception.GetType().Name})",
    };
}
