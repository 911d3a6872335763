namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// Looks out for changes of one file. The system's signs of changes in its directory make that quick. Where they fail, a look at the file
/// itself finds the change: a directory that was replaced, a link on the way to the file that was turned, a file behind a link that was
/// edited in its own directory, a file system that gives no signs.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How long a writer is given to finish, counted from the first sign of a change.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the file itself is looked at.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly Action _changed;
    private readonly Action<Exception> _unwatched;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _looking;
    private FileSystemWatcher? _watcher;
    private FileStamp _stamp;
    private ITimer? _settling;
    private bool _isDisposed;

    /// <param name="path">The full path of the file.</param>
    /// <param name="changed">Is called after each change.</param>
    /// <param name="unwatched">
    /// Is called at most once, with the reason, where the system cannot watch the directory: the file is only looked at then.
    /// </param>
    /// <param name="timeProvider">The clock.</param>
    public FileWatch(string path, Action changed, Action<Exception> unwatched, TimeProvider timeProvider)
    {
        _path = path;
        _changed = changed;
        _unwatched = unwatched;
        _timeProvider = timeProvider;
        _stamp = FileStamp.Read(path);
        if (TryWatch() is { } exception)
        {
            unwatched(exception);
        }

        _looking = timeProvider.CreateTimer(static state => ((FileWatch)state!).Look(), this, LookInterval, LookInterval);
    }

    public void Dispose()
    {
        FileSystemWatcher? watcher;
        lock (_lock)
        {
            _isDisposed = true;
            _settling?.Dispose();
            watcher = _watcher;
            _watcher = null;
        }

        _looking.Dispose();
        watcher?.Dispose();
    }

    private void Look()
    {
        FileStamp stamp = FileStamp.Read(_path);
        lock (_lock)
        {
            if (_isDisposed || stamp == _stamp)
            {
                return;
            }

            _stamp = stamp;
        }

        // The directory that was watched may not be the one that the path leads to now, and signs of the old one would say nothing of the
        // new one.
        TryWatch();
        Wait();
    }

    /// <returns>Why the directory cannot be watched; <see langword="null"/> when it is.</returns>
    private Exception? TryWatch()
    {
        FileSystemWatcher? watcher = null;
        Exception? fault = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(_path)!)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += Notice;
            watcher.Created += Notice;
            watcher.Deleted += Notice;
            watcher.Renamed += Notice;

            // Signs were lost: one of them may have been of the file.
            watcher.Error += (_, _) => Wait();
            watcher.EnableRaisingEvents = true;
        }
        catch (Exception exception) when (
            exception is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            watcher = null;
            fault = exception;
        }

        lock (_lock)
        {
            (_watcher, watcher) = _isDisposed ? (_watcher, watcher) : (watcher, _watcher);
        }

        watcher?.Dispose();
        return fault;
    }

    private void Notice(object sender, FileSystemEventArgs sign)
    {
        if (string.Equals(sign.Name, Path.GetFileName(_path), StringComparison.OrdinalIgnoreCase)
            || sign.Name?.StartsWith("..", StringComparison.Ordinal) != false)
        {
            Wait();
        }
    }

    // Further signs do not put it off, or a file written to all the time would never be read.
    private void Wait()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _settling ??= _timeProvider.CreateTimer(_ => Tell(), null, Settling, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tell()
    {
        FileStamp stamp = FileStamp.Read(_path);

        // First this, so that a sign given while the file is read leads to another reading.
        lock (_lock)
        {
            _settling?.Dispose();
            _settling = null;
            if (_isDisposed)
            {
                return;
            }

            // What is read from here on is at least as new as this stamp, so the next look need not report it again.
            _stamp = stamp;
        }

        _changed();
    }
}
