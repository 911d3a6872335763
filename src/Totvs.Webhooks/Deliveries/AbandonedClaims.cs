namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// The rule for deliveries whose claims end without a result again and again, after their attempts began. Such a delivery may be what
/// ends the process.
/// </summary>
public static class AbandonedClaims
{
    /// <summary>The number of abandoned claims in a row after which a delivery is discarded without a further attempt.</summary>
    public const int Limit = 50;

    private static readonly TimeSpan FirstHoldBack = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxHoldBack = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a delivery is held back after the end of a lease that was not settled although the attempt under it had begun.
    /// </summary>
    /// <param name="abandonedClaims">
    /// How many claims in a row were abandoned after their attempts had begun, this one included; 0 for a delivery with none.
    /// </param>
    /// <returns>
    /// Zero without an abandoned claim; then 1, 2, 4… minutes, an hour at most.
    /// </returns>
    public static TimeSpan HoldBack(int abandonedClaims)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(abandonedClaims);
        if (abandonedClaims == 0)
        {
            return TimeSpan.Zero;
        }

        return abandonedClaims > 6 ? MaxHoldBack : FirstHoldBack * (1 << (abandonedClaims - 1));
    }
}
