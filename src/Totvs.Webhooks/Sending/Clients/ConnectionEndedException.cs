namespace Totvs.Webhooks.Sending.Clients;

/// <summary>
/// A connection that was used again ended before any byte of an answer: the receiver, or something on the way, had closed it as idle.
/// </summary>
internal sealed class ConnectionEndedException(ConnectionStream connection, Exception? cause)
    : IOException("The connection, which had been used before, ended before any byte of an answer.", cause)
{
    /// <summary>
    /// Whether an attempt failed for this reason alone, so that it may be made once more: nothing of an answer has come since, either.
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
