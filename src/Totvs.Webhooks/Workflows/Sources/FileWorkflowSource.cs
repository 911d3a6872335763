using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>The workflows of a JSON file.</summary>
internal sealed class FileWorkflowSource(string path, TriggerCatalog triggers, bool reloadOnChange) : IWorkflowSource
{
    private readonly string _path = Path.GetFullPath(path);

    public string Description => $"the file '{path}'";

    public IReadOnlyList<Workflow> Read() => WorkflowReader.ReadFile(_path, triggers);

    public IDisposable? Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider) =>
        reloadOnChange ? new FileWatch(_path, changed, unwatched, timeProvider) : null;
}
