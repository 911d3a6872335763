namespace Totvs.Webhooks.Sample;

/// <summary>Shows the progress of a run.</summary>
internal interface IRunProgress
{
    /// <summary>Shows the run until it ends, and rethrows what the run throws.</summary>
    /// <param name="run">The run.</param>
    /// <param name="look">Reads the state of the run.</param>
    Task ShowAsync(Task run, Func<Task<RunState>> look);
}
