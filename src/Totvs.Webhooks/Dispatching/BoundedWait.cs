namespace Totvs.Webhooks.Dispatching;

/// <summary>
/// Waits for what may never end, at the end of a run. The wait is bounded by the host's clock and by the machine's: a clock that a test
/// does not move must not hold up the end of a process.
/// </summary>
internal static class BoundedWait
{
    /// <summary>Waits for a task. What the task throws is not thrown here.</summary>
    /// <param name="task">The task.</param>
    /// <param name="time">The longest wait.</param>
    /// <param name="timeProvider">The host's clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the task has ended.</returns>
    public static async Task<bool> ForAsync(
        Task task, TimeSpan time, TimeProvider timeProvider, CancellationToken cancellationToken = default)
    {
        if (!task.IsCompleted)
        {
            using var byHost = new CancellationTokenSource(time, timeProvider);
            using var byMachine = new CancellationTokenSource(time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(byHost.Token, byMachine.Token, cancellationToken);
            await task.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return task.IsCompleted;
    }
}
