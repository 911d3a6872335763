namespace Totvs.Webhooks.Deliveries;

/// <summary>
/// The rule for deliveries whose claims keep ending without a result after their attempts began: one of them may be what kills the
/// process.
/// </summary>
public static class AbandonedClaims
{
    /// <summary>After so many abandoned claims in a row a delivery is discarded without a further attempt.</summary>
    public const int Limit = 50;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a delivery is held back after the end of a lease under which its attempt began, and that was never settled.
    /// </summary>
    /// <param name="abandonedClaims">
    /// How many claims in a row were abandoned after their attempts had begun, this one included; 0 for a delivery with none.
    /// </param>
    /// <returns>
    /// Zero for the first, so that recovery from a crash is prompt; then 1, 2, 4… minutes, an hour at most.
    /// </returns>
    public static TimeSpan HoldBack(int abandonedClaims)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(abandonedClaims);
        if (abandonedClaims == 0)
        {
            return TimeSpan.Zero;
        }

        return abandonedClaims > 6 ? Longest : First * (1 << (abandonedClaims - 1));
    }
}
