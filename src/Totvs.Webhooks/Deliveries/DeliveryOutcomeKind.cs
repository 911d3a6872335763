namespace Totvs.Webhooks.Deliveries;

/// <summary>What one attempt came to.</summary>
public enum DeliveryOutcomeKind
{
    /// <summary>The receiver answered with a status of the 2xx family.</summary>
    Delivered = 0,

    /// <summary>The receiver answered with another status, redirects included.</summary>
    Status = 1,

    /// <summary>No connection within the time to connect: name look-up, TCP and TLS together.</summary>
    ConnectTimeout = 2,

    /// <summary>No response within the time to wait for one; the receiver may have got the message all the same.</summary>
    ResponseTimeout = 3,

    /// <summary>The host name has no address, or could not be looked up.</summary>
    NameResolution = 4,

    /// <summary>The receiver refused the connection, or could not be reached.</summary>
    ConnectionFailed = 5,

    /// <summary>The TLS handshake failed: an untrusted certificate, a name that does not match.</summary>
    TlsFailed = 6,

    /// <summary>The connection broke after the request had begun.</summary>
    ConnectionLost = 7,

    /// <summary>The receiver answered with something that is not HTTP, or breaks its bounds.</summary>
    InvalidResponse = 8,

    /// <summary>The destination is one that this application does not dial.</summary>
    DestinationRefused = 9,

    /// <summary>
    /// The workflow that the delivery was for did not exist, so there was no URL to send to. Found on deliveries that an earlier version
    /// attempted; now one whose workflow is missing waits without an attempt.
    /// </summary>
    WorkflowMissing = 10,

    /// <summary>The request could not be made or sent for a reason on this side.</summary>
    SenderFault = 11,
}
