namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// A reused connection ended before any byte of the response: the receiver, or a device on the way, had closed it as idle.
/// </summary>
internal sealed class ConnectionEndedException(ConnectionStream connection, Exception? cause)
    : IOException("The reused connection ended before any byte of the response.", cause)
{
    /// <summary>
    /// Whether an attempt failed only for this reason, so that the request may be sent again: no byte of a response has come since, either.
    /// </summary>
    public static bool IsCauseOf(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is ConnectionEndedException ended)
            {
                return ended.Connection.AwaitsAnswer;
            }
        }

        return false;
    }

    private ConnectionStream Connection { get; } = connection;
}
