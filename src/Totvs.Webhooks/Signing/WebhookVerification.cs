namespace Totvs.Webhooks.Signing;

/// <summary>The result of verifying a request.</summary>
public enum WebhookVerification
{
    /// <summary>The signature is valid and recent.</summary>
    Valid = 0,

    /// <summary>
    /// Id, time or signature is missing or not in the form of Standard Webhooks 1.0, or of a version that is not known here.
    /// </summary>
    Malformed = 1,

    /// <summary>
    /// The signature is valid, but its time is too far from now: an old request is replayed, or a clock is wrong.
    /// </summary>
    Expired = 2,

    /// <summary>No secret in use gives any of its signatures: the request was altered, or the sender does not have the secret.</summary>
    Forged = 3,
}
