using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>The work of one caller, with its result.</summary>
/// <typeparam name="TResult">What the caller gets.</typeparam>
internal sealed class SqliteWrite<TResult> : SqliteWrite
{
    private readonly Func<SqliteSession, TResult> _work;

    // Asynchronously: otherwise the writer's thread would run the callers' continuations.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    /// <summary>Creates a write.</summary>
    /// <param name="work">The work. It is called again when its first transaction was rolled back because of another caller's work.</param>
    public SqliteWrite(Func<SqliteSession, TResult> work) => _work = work;

    public Task<TResult> Task => _completion.Task;

    public override bool IsWanted => !_completion.Task.IsCompleted;

    public override void Execute(SqliteSession session) => _result = _work(session);

    public override void Complete() => _completion.TrySetResult(_result);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
