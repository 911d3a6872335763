using Microsoft.Extensions.Logging;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// The declared workflows: those of code, and those of files and configuration, which are read again when they change. A set that is not
/// valid is refused whole, and what was read before stays in force. What was refused is tried again after every change, since its fault
/// may have been in another source.
/// </summary>
internal sealed class WorkflowSources : IDisposable
{
    /// <summary>How long after a reading that failed a source is read again without a sign of a change.</summary>
    public static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly IReadOnlyList<IWorkflowSource> _sources;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<WorkflowSources> _logger;
    private readonly DeclaredSets _sets;
    private readonly SourceReadings _readings;
    private readonly List<IDisposable> _watches = [];
    private Action<IReadOnlyList<Workflow>>? _listener;
    private ITimer? _readAgain;

    public WorkflowSources(
        IReadOnlyList<Workflow> code,
        IReadOnlyList<IWorkflowSource> sources,
        WorkflowUrlCheck urlCheck,
        TimeProvider timeProvider,
        ILogger<WorkflowSources> logger)
    {
        _sources = sources;
        _timeProvider = timeProvider;
        _logger = logger;
        _sets = new DeclaredSets(code, sources.Count);
        _readings = new SourceReadings(sources, urlCheck, logger);
    }

    /// <summary>Reads all sources, hands on their workflows, and does so again after each change.</summary>
    /// <param name="listener">Is given all declared workflows, at once and after each change.</param>
    /// <exception cref="WorkflowDefinitionException">Anything in a source is not valid, or two of the workflows have one id.</exception>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public void Start(Action<IReadOnlyList<Workflow>> listener)
    {
        lock (_lock)
        {
            // Watching begins before reading, or a change between the two would be missed. A change that is reported meanwhile waits for
            // the lock.
            for (int index = 0; index < _sources.Count; index++)
            {
                Watch(index);
            }

            for (int index = 0; index < _sources.Count; index++)
            {
                IReadOnlyList<Workflow> read = _readings.Read(index);
                _sets.Start(index, read);
                LogDoubt(_sources[index], read.Count);
                SourceLog.SourceRead(_logger, read.Count, _sources[index].Description);
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

        // Disposing under the lock would deadlock with a change that waits for it.
        foreach (IDisposable watch in watches)
        {
            watch.Dispose();
        }
    }

    private void LogDoubt(IWorkflowSource source, int count)
    {
        if ((source.Doubt ?? (count == 0 ? "It holds no workflows." : null)) is { } doubt)
        {
            SourceLog.SourceInDoubt(_logger, source.Description, doubt);
        }
    }

    private void Watch(int index)
    {
        try
        {
            if (_sources[index].Watch(() => Reload(index), exception => LogPolled(index, exception), _timeProvider) is { } watch)
            {
                _watches.Add(watch);
            }
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or PlatformNotSupportedException)
        {
            // The system may be out of watches: the workflows are as good as before, but do not follow changes.
            SourceLog.SourceNotWatched(_logger, exception, _sources[index].Description);
        }
    }

    private void LogPolled(int index, Exception exception) =>
        SourceLog.SourceIsPolled(_logger, exception, _sources[index].Description, FileWatch.LookInterval);

    private void Reload(int index)
    {
        lock (_lock)
        {
            // Before the start is over nothing listens, and the start reads the source anyway; after the end nothing listens any more.
            if (_listener is not null)
            {
                bool isChanged = TryRead(index, isTriedAgain: false);
                isChanged |= TryReadAgain(_readings.Unread.Where(other => other != index));
                if (isChanged)
                {
                    PutInForce(index);
                }
            }
        }
    }

    private void ReadAgain()
    {
        lock (_lock)
        {
            _readAgain?.Dispose();
            _readAgain = null;
            IReadOnlyList<int> unread = _readings.Unread;
            if (_listener is not null && TryReadAgain(unread))
            {
                PutInForce(unread[0]);
            }
        }
    }

    private bool TryReadAgain(IEnumerable<int> unread)
    {
        bool isChanged = false;
        foreach (int index in unread)
        {
            isChanged |= TryRead(index, isTriedAgain: true);
        }

        return isChanged;
    }

    /// <returns>Whether the source could be read, and its set differs from the one that was read before.</returns>
    private bool TryRead(int index, bool isTriedAgain)
    {
        if (_readings.TryRead(index, isTriedAgain, out bool mayPass) is { } read)
        {
            return _sets.Offer(index, read);
        }

        if (mayPass)
        {
            // A writer that holds the file for a moment gives no sign when it lets go.
            _readAgain ??= _timeProvider.CreateTimer(_ => ReadAgain(), null, ReadAgainAfter, Timeout.InfiniteTimeSpan);
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
                SourceLog.SourceRead(_logger, _sets.Of(index).Count, _sources[index].Description);
            }

            if (_sets.ConflictOf(changed) is { } conflict)
            {
                _readings.LogRefused(changed, conflict);
            }
        }
        catch (Exception exception)
        {
            // What cannot be put into force leaves what was in force before. Thrown on, it would end the thread that reported the change.
            SourceLog.SourceUnreadable(_logger, exception, _sources[changed].Description);
        }
    }
}
