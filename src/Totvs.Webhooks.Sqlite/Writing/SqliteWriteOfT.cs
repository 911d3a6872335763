using Totvs.Webhooks.Sqlite.Connections;

namespace Totvs.Webhooks.Sqlite.Writing;

/// <summary>A wish to write that has a result.</summary>
/// <typeparam name="TResult">What the caller gets.</typeparam>
/// <param name="work">The work; called again when its first transaction was rolled back for the sake of another.</param>
internal sealed class SqliteWrite<TResult>(Func<SqliteSession, TResult> work) : SqliteWrite
{
    // The writer's thread must not run what follows in the callers.
    private readonly TaskCompletionSource<TResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult _result = default!;

    public Task<TResult> Task => _completion.Task;

    public override bool IsWanted => !_completion.Task.IsCompleted;

    public override void Execute(SqliteSession session) => _result = work(session);

    public override void Complete() => _completion.TrySetResult(_result);

    public override void Fail(Exception exception) => _completion.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken) => _completion.TrySetCanceled(cancellationToken);
}
