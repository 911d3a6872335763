namespace Totvs.Webhooks.Sample;

/// <summary>Where deliveries wait until they have ended.</summary>
internal enum StoreKind
{
    /// <summary>In this process: fast, and gone with it.</summary>
    Memory,
}
