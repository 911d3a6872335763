namespace Totvs.Webhooks.Sqlite;

/// <summary>When SQLite makes the operating system write to the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>At every commit: what was accepted survives the loss of power.</summary>
    Full = 0,

    /// <summary>
    /// At checkpoints only: faster, and what was accepted survives the end of the process, but at a loss of power or a crash of the
    /// operating system the last seconds before it may be lost, accepted events among them. The file stays sound.
    /// </summary>
    Normal = 1,
}
