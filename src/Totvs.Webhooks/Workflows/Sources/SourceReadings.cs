using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>Reads sources, and knows which of them could not be read last time. Not for use by several threads at once.</summary>
internal sealed class SourceReadings
{
    private readonly IReadOnlyList<IWorkflowSource> _sources;
    private readonly WorkflowUrlCheck _urlCheck;
    private readonly ILogger _logger;
    private readonly HashSet<int> _unread = [];

    public SourceReadings(IReadOnlyList<IWorkflowSource> sources, WorkflowUrlCheck urlCheck, ILogger logger)
    {
        _sources = sources;
        _urlCheck = urlCheck;
        _logger = logger;
    }

    /// <summary>The sources whose last reading failed.</summary>
    public IReadOnlyList<int> Unread => [.. _unread];

    /// <summary>Reads a source.</summary>
    /// <exception cref="WorkflowDefinitionException">
    /// Anything in it is not valid, or the URL of one of its workflows may not be called.
    /// </exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<Workflow> Read(int index)
    {
        IReadOnlyList<Workflow> workflows = _sources[index].Read();
        WorkflowDefinitionError[] errors =
        [
            .. from workflow in workflows
               let fault = _urlCheck.FaultOf(workflow.Action.Url)
               where fault is not null
               select new WorkflowDefinitionError(workflow.Name, "webhook.url", fault),
        ];
        return errors.Length == 0 ? workflows : throw new WorkflowDefinitionException(errors);
    }

    /// <summary>Reads a source, and logs why it cannot be read.</summary>
    /// <param name="index">The source.</param>
    /// <param name="isTriedAgain">Whether it failed before and has given no sign of a change since, so that the log has its fault.</param>
    /// <param name="mayPass">Whether the failure may be over without a sign, such as that of a file which a writer holds.</param>
    /// <returns>The workflows; <see langword="null"/> where it cannot be read.</returns>
    public IReadOnlyList<Workflow>? TryRead(int index, bool isTriedAgain, out bool mayPass)
    {
        mayPass = false;
        try
        {
            IReadOnlyList<Workflow> read = Read(index);
            _unread.Remove(index);
            return read;
        }
        catch (WorkflowDefinitionException exception)
        {
            _unread.Add(index);
            if (!isTriedAgain)
            {
                LogRefused(index, exception);
            }
        }
        catch (Exception exception)
        {
            // Nothing in a file or a configuration may end the host's process.
            mayPass = true;
            _unread.Add(index);
            if (!isTriedAgain)
            {
                SourceLog.SourceUnreadable(_logger, exception, _sources[index].Description);
            }
        }

        return null;
    }

    public void LogRefused(int index, WorkflowDefinitionException exception) => SourceLog.SourceRefused(
        _logger,
        _sources[index].Description,
        exception.Errors.Count,
        Environment.NewLine + exception.Message);
}
