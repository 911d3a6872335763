namespace Totvs.Webhooks.Deliveries;

/// <summary>The kinds of results of an attempt.</summary>
public enum DeliveryOutcomeKind
{
    /// <summary>The receiver answered with a status of the 2xx family.</summary>
    Delivered = 0,

    /// <summary>The receiver answered with another status, redirects included.</summary>
    Status = 1,

    /// <summary>No connection within the time to connect: name look-up, TCP and TLS together.</summary>
    ConnectTimeout = 2,

    /// <summary>No response within the time limit; the receiver may have got the message all the same.</summary>
    ResponseTimeout = 3,

    /// <summary>The host name has no address, or could not be looked up.</summary>
    NameResolution = 4,

    /// <summary>The receiver refused the connection, or could not be reached.</summary>
    ConnectionFailed = 5,

    /// <summary>The TLS handshake failed: an untrusted certificate, a name that does not match.</summary>
    TlsFailed = 6,

    /// <summary>The connection broke after the request had begun.</summary>
    ConnectionLost = 7,

    /// <summary>The receiver answered with something that is not HTTP, or exceeds the limits.</summary>
    InvalidResponse = 8,

    /// <summary>The options of this application do not allow the destination.</summary>
    DestinationRefused = 9,

    /// <summary>
    /// The workflow of the delivery did not exist, so there was no URL to send to. Found on deliveries that an earlier version attempted;
    /// now a delivery whose workflow is missing stays pending without an attempt.
    /// </summary>
    WorkflowMissing = 10,

    /// <summary>The request could not be made or sent because of a fault in this process.</summary>
    SenderFault = 11,
}
