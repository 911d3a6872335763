namespace Totvs.Webhooks.Deliveries;

/// <summary>How the wait between attempts grows.</summary>
public enum RetryBackoff
{
    /// <summary>Every wait is the interval (TOTVS).</summary>
    Constant = 0,

    /// <summary>Each wait is twice the one before, up to <see cref="RetryOptions.MaxInterval"/>.</summary>
    Exponential = 1,
}
