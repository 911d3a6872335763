namespace Totvs.Webhooks.Sample;

/// <summary>Where deliveries wait until they have ended.</summary>
internal enum StoreKind
{
    /// <summary>In a SQLite file: what waits survives the end of the process, however it ends.</summary>
    Sqlite,

    /// <summary>In this process: fast, and gone with it.</summary>
    Memory,
}
