namespace Totvs.Webhooks.Signing;

/// <summary>What became of a request that was to be verified.</summary>
public enum WebhookVerification
{
    /// <summary>It comes from who holds the secret, unaltered, and lately.</summary>
    Valid = 0,

    /// <summary>
    /// Id, time or signature is missing or not in the form of Standard Webhooks 1.0, or of a version that is not known here.
    /// </summary>
    Malformed = 1,

    /// <summary>
    /// It was signed rightly, but too long ago (or too far ahead): an old request played again, or a clock that is wrong.
    /// </summary>
    Expired = 2,

    /// <summary>No secret in use gives any of its signatures: it was altered, or comes from someone else.</summary>
    Forged = 3,
}
