namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// How long a delivery can wait at most by the current rules, counted from now. A delivery that is due later was stored while the clock
/// was ahead.
/// </summary>
/// <param name="retry">The rules for failed deliveries.</param>
/// <param name="leaseDuration">How long a claim lasts.</param>
internal sealed class LongestWaits(RetryOptions retry, TimeSpan leaseDuration)
{
    /// <summary>The longest wait of a delivery that is not claimed; zero before its first attempt has failed.</summary>
    /// <param name="failedAttempts">How many attempts have failed.</param>
    /// <param name="isAsked">Whether the receiver asked for a wait (<c>Retry-After</c>).</param>
    public TimeSpan AfterFailure(int failedAttempts, bool isAsked) =>
        failedAttempts == 0 ? TimeSpan.Zero : RetrySchedule.MaxDelay(retry, failedAttempts, isAsked);

    /// <summary>The longest wait of a delivery that is claimed until it can be claimed again.</summary>
    /// <param name="abandonedClaims">How many claims in a row had been abandoned before this one.</param>
    public TimeSpan WhileClaimed(int abandonedClaims) => leaseDuration + AbandonedClaims.HoldBack(abandonedClaims);
}
