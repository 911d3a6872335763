using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>One caller's wish to write, and its wait for the commit that holds it.</summary>
internal abstract class SqliteWrite
{
    /// <summary>How many rows it touches, about: what bounds a transaction.</summary>
    public required int Weight { get; init; }

    /// <summary>
    /// Whether the caller still waits. One that gave up before its turn is passed over; one that gives up later is kept all the same.
    /// </summary>
    public abstract bool IsWanted { get; }

    /// <summary>Does the work inside the transaction that is open. May be called again after that transaction was rolled back.</summary>
    /// <param name="session">The writer's connection.</param>
    public abstract void Execute(SqliteSession session);

    /// <summary>Lets the caller go on: the commit is done.</summary>
    public abstract void Complete();

    /// <summary>Lets the caller go on with an exception: nothing of it was kept.</summary>
    /// <param name="exception">Why.</param>
    public abstract void Fail(Exception exception);
}
