using Microsoft.Extensions.Logging;
using Totvs.Webhooks.Diagnostics;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// The declared workflows: those of code, and those of files and configuration, which are read again when they change. A set that is not valid is refused
/// whole, and what was read before stays in force.
/// </summary>
internal sealed class WorkflowSources(
    IReadOnlyList<Workflow> code,
    IReadOnlyList<IWorkflowSource> sources,
    WorkflowUrlCheck urlCheck,
    TimeProvider timeProvider,
    ILogger<WorkflowSources> logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<Workflow>[] _sets = new IReadOnlyList<Workflow>[sources.Count];
    private readonly List<IDisposable> _watches = [];
    private Action<IReadOnlyList<Workflow>>? _listener;

    /// <summary>Reads all sources, hands on their workflows, and does so again after each change.</summary>
    /// <param name="listener">Is given all declared workflows, at once and after each change.</param>
    /// <exception cref="WorkflowDefinitionException">Anything in a source is not valid, or two of the workflows have one id.</exception>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public void Start(Action<IReadOnlyList<Workflow>> listener)
    {
        // First this, then the reading: so no change falls between. A change told meanwhile waits for the lock.
        lock (_lock)
        {
            for (int index = 0; index < sources.Count; index++)
            {
                Watch(index);
            }

            List<Workflow> all = [.. code];
            for (int index = 0; index < sources.Count; index++)
            {
                _sets[index] = Read(index);
                DuplicateIds.ThrowIfAny(all, _sets[index]);
                all.AddRange(_sets[index]);
                WorkflowLog.SourceRead(logger, _sets[index].Count, sources[index].Description);
            }

            _listener = listener;
            listener(all);
        }
    }

    public void Dispose()
    {
        IDisposable[] watches;
        lock (_lock)
        {
            _listener = null;
            watches = [.. _watches];
            _watches.Clear();
        }

        // Not under the lock, which a change that is being told may wait for.
        foreach (IDisposable watch in watches)
        {
            watch.Dispose();
        }
    }

    private IReadOnlyList<Workflow> Read(int index)
    {
        IReadOnlyList<Workflow> workflows = sources[index].Read();
        WorkflowDefinitionError[] errors =
        [
            .. from workflow in workflows
               let fault = urlCheck.FaultOf(workflow.Action.Url)
               where fault is not null
               select new WorkflowDefinitionError(workflow.Name, "webhook.url", fault),
        ];
        return errors.Length == 0 ? workflows : throw new WorkflowDefinitionException(errors);
    }

    private void Watch(int index)
    {
        try
        {
            if (sources[index].Watch(() => Reload(index), timeProvider) is { } watch)
            {
                _watches.Add(watch);
            }
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // The system may be out of watches: the workflows are as good as before, they only do not follow.
            WorkflowLog.SourceNotWatched(logger, exception, sources[index].Description);
        }
    }

    private void Reload(int index)
    {
        lock (_lock)
        {
            // Nobody listens before the start is over, which reads the source anyway, or after the end.
            if (_listener is null)
            {
                return;
            }

            try
            {
                Replace(index, Read(index));
            }
            catch (WorkflowDefinitionException exception)
            {
                WorkflowLog.SourceRefused(logger, sources[index].Description, exception.Errors.Count, Environment.NewLine + exception.Message);
            }
            catch (Exception exception)
            {
                // Nothing that stands in a file or a configuration may end the host's process.
                WorkflowLog.SourceUnreadable(logger, exception, sources[index].Description);
            }
        }
    }

    private void Replace(int index, IReadOnlyList<Workflow> read)
    {
        if (read.SequenceEqual(_sets[index]))
        {
            return;
        }

        DuplicateIds.ThrowIfAny([.. code, .. _sets.Where((_, other) => other != index).SelectMany(set => set)], read);
        _listener!([.. code, .. _sets.SelectMany((set, other) => other == index ? read : set)]);
        _sets[index] = read;
        WorkflowLog.SourceRead(logger, read.Count, sources[index].Description);
    }
}
