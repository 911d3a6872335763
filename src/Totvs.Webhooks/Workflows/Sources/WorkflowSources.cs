using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// The declared workflows: those of code, and those of files and configuration, which are read again when they change. A set that is not
/// valid is refused whole, and what was read before stays in force. What was refused is tried again after every change, since its fault
/// may have been in another source.
/// </summary>
internal sealed class WorkflowSources(
    IReadOnlyList<Workflow> code,
    IReadOnlyList<IWorkflowSource> sources,
    WorkflowUrlCheck urlCheck,
    TimeProvider timeProvider,
    ILogger<WorkflowSources> logger) : IDisposable
{
    /// <summary>How long after a reading that failed a source is read again without a sign of a change.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly DeclaredSets _sets = new(code, sources.Count);
    private readonly HashSet<int> _unread = [];
    private readonly List<IDisposable> _watches = [];
    private Action<IReadOnlyList<Workflow>>? _listener;
    private ITimer? _readAgain;

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

            for (int index = 0; index < sources.Count; index++)
            {
                IReadOnlyList<Workflow> read = Read(index);
                _sets.Start(index, read);
                if (sources[index].Doubt is { } doubt)
                {
                    SourceLog.SourceInDoubt(logger, sources[index].Description, doubt);
                }
                else if (read.Count == 0)
                {
                    SourceLog.SourceInDoubt(logger, sources[index].Description, "It holds no workflows.");
                }

                SourceLog.SourceRead(logger, read.Count, sources[index].Description);
            }

            _listener = listener;
            listener(_sets.InForce());
        }
    }

    public void Dispose()
    {
        IDisposable[] watches;
        lock (_lock)
        {
            _listener = null;
            _readAgain?.Dispose();
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
            if (sources[index].Watch(() => Reload(index), exception => TellPolled(index, exception), timeProvider) is { } watch)
            {
                _watches.Add(watch);
            }
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // The system may be out of watches: the workflows are as good as before, they only do not follow.
            SourceLog.SourceNotWatched(logger, exception, sources[index].Description);
        }
    }

    private void TellPolled(int index, Exception exception) =>
        SourceLog.SourceIsPolled(logger, exception, sources[index].Description, FileWatch.LookInterval);

    private void Reload(int index)
    {
        lock (_lock)
        {
            // Before the start is over nothing listens, and the start reads the source anyway; after the end nothing listens any more.
            if (_listener is null)
            {
                return;
            }

            bool isRead = TryRead(index, isTriedAgain: false);
            foreach (int other in _unread.Where(other => other != index).ToArray())
            {
                isRead |= TryRead(other, isTriedAgain: true);
            }

            if (isRead)
            {
                PutInForce(index);
            }
        }
    }

    private void ReadAgain()
    {
        lock (_lock)
        {
            _readAgain?.Dispose();
            _readAgain = null;
            int[] unread = [.. _unread];
            if (_listener is null || unread.Length == 0)
            {
                return;
            }

            bool isRead = false;
            foreach (int index in unread)
            {
                isRead |= TryRead(index, isTriedAgain: true);
            }

            if (isRead)
            {
                PutInForce(unread[0]);
            }
        }
    }

    /// <returns>Whether the source could be read, and its set differs from the one that was read before.</returns>
    private bool TryRead(int index, bool isTriedAgain)
    {
        try
        {
            IReadOnlyList<Workflow> read = Read(index);
            _unread.Remove(index);
            return _sets.Offer(index, read);
        }
        catch (WorkflowDefinitionException exception)
        {
            _unread.Add(index);
            if (!isTriedAgain)
            {
                SourceLog.SourceRefused(logger, sources[index].Description, exception.Errors.Count, Environment.NewLine + exception.Message);
            }
        }
        catch (Exception exception)
        {
            // Nothing that stands in a file or a configuration may end the host's process.
            _unread.Add(index);
            if (!isTriedAgain)
            {
                SourceLog.SourceUnreadable(logger, exception, sources[index].Description);
            }

            // A writer that holds the file for a moment gives no sign when it lets go.
            _readAgain ??= timeProvider.CreateTimer(_ => ReadAgain(), null, ReadAgainAfter, Timeout.InfiniteTimeSpan);
        }

        return false;
    }

    private void PutInForce(int changed)
    {
        try
        {
            IReadOnlyList<int> taken = _sets.Resolve(changed, out IReadOnlyList<Workflow> all);
            if (taken.Count > 0)
            {
                _listener!(all);
                _sets.Take(taken);
            }

            foreach (int index in taken)
            {
                SourceLog.SourceRead(logger, _sets.Of(index).Count, sources[index].Description);
            }

            if (_sets.ConflictOf(changed) is { } conflict)
            {
                SourceLog.SourceRefused(logger, sources[changed].Description, conflict.Errors.Count, Environment.NewLine + conflict.Message);
            }
        }
        catch (Exception exception)
        {
            // What cannot be put into force leaves what was in force before; it must not end the thread of the sign.
            SourceLog.SourceUnreadable(logger, exception, sources[changed].Description);
        }
    }
}
