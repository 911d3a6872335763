namespace Totvs.Webhooks.Sample;

/// <summary>The counts of deliveries, of one workflow or of all.</summary>
internal sealed record Score(int Matched, int Delivered, int Retried, int Discarded, int Pending)
{
    /// <summary>A score of nothing.</summary>
    public static readonly Score Zero = new(0, 0, 0, 0, 0);

    /// <summary>How many are lost: neither delivered, nor discarded, nor in the store. Must be 0.</summary>
    public int Lost => Matched - Delivered - Discarded - Pending;

    /// <summary>Adds two scores.</summary>
    public static Score operator +(Score left, Score right) => new(
        left.Matched + right.Matched,
        left.Delivered + right.Delivered,
        left.Retried + right.Retried,
        left.Discarded + right.Discarded,
        left.Pending + right.Pending);
}
