namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// Looks out for changes of one file. The directory is watched, not the file, so that one that is replaced by another (as editors do, and as
/// Kubernetes does with the link <c>..data</c> beside the file) is seen as well.
/// </summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How long a writer is given to finish, counted from the first sign of a change.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private readonly string _name;
    private readonly Action _changed;
    private readonly TimeProvider _timeProvider;
    private readonly FileSystemWatcher _watcher;
    private ITimer? _settling;
    private bool _isDisposed;

    public FileWatch(string path, Action changed, TimeProvider timeProvider)
    {
        _name = Path.GetFileName(path);
        _changed = changed;
        _timeProvider = timeProvider;
        _watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!)
        {
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Changed += Notice;
        _watcher.Created += Notice;
        _watcher.Deleted += Notice;
        _watcher.Renamed += Notice;

        // Signs were lost: one of them may have been of the file.
        _watcher.Error += (_, _) => Wait();
        try
        {
            _watcher.EnableRaisingEvents = true;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _watcher.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            _settling?.Dispose();
        }
    }

    private void Notice(object sender, FileSystemEventArgs sign)
    {
        if (string.Equals(sign.Name, _name, StringComparison.OrdinalIgnoreCase) || sign.Name?.StartsWith("..", StringComparison.Ordinal) != false)
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
        // First this, so that a sign given while the file is read leads to another reading.
        lock (_lock)
        {
            _settling?.Dispose();
            _settling = null;
            if (_isDisposed)
            {
                return;
            }
        }

        _changed();
    }
}
