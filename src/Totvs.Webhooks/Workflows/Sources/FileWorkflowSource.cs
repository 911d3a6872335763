using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>The workflows of a JSON file.</summary>
internal sealed class FileWorkflowSource : IWorkflowSource
{
    private readonly string _path;
    private readonly TriggerCatalog _triggers;
    private readonly bool _reloadOnChange;
    private readonly LastReading _last;

    public FileWorkflowSource(string path, TriggerCatalog triggers, bool reloadOnChange)
    {
        Description = $"the file '{path}'";
        _path = Path.GetFullPath(path);
        _triggers = triggers;
        _reloadOnChange = reloadOnChange;
        _last = new LastReading(triggers);
    }

    public string Description { get; }

    public IReadOnlyList<Workflow> Read()
    {
        byte[] text = File.ReadAllBytes(_path);
        return _last.Read(text, () => WorkflowReader.Read(text, _triggers));
    }

    public IDisposable? Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider) =>
        _reloadOnChange ? new FileWatch(_path, changed, unwatched, timeProvider) : null;
}
