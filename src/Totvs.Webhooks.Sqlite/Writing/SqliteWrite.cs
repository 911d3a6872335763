using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>The work of one caller, which waits for the commit that holds it.</summary>
internal abstract class SqliteWrite
{
    /// <summary>About how many rows the work touches; the sum of a batch is bounded.</summary>
    public required int Weight { get; init; }

    /// <summary>
    /// Whether the caller still waits. Work that was cancelled before its turn is skipped; work that is cancelled later is kept all the
    /// same.
    /// </summary>
    public abstract bool IsWanted { get; }

    /// <summary>Does the work inside the transaction that is open. May be called again after that transaction was rolled back.</summary>
    /// <param name="session">The writer's connection.</param>
    public abstract void Execute(SqliteSession session);

    /// <summary>Gives the caller its result: the commit is done.</summary>
    public abstract void Complete();

    /// <summary>Gives the caller an exception: nothing of its work was kept.</summary>
    /// <param name="exception">The exception.</param>
    public abstract void Fail(Exception exception);
}
