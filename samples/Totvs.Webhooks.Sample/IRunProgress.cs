namespace Totvs.Webhooks.Sample;

/// <summary>Shows the progress of a run.</summary>
internal interface IRunProgress
{
    /// <summary>Shows the run until it ends; what the run throws comes out here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="look">Tells where the run stands.</param>
    Task ShowAsync(Task run, Func<Task<RunState>> look);
}
