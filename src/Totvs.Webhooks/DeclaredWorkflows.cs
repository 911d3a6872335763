using Microsoft.Extensions.Configuration;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Sources;

namespace Totvs.Webhooks;

/// <summary>The workflows that the host declared in code, files and configuration, gathered while services are registered.</summary>
internal sealed class DeclaredWorkflows
{
    private readonly List<Workflow> _code = [];
    private readonly List<IWorkflowSource> _sources = [];
    private readonly List<Workflow> _all = [];

    // Kept, so that adding one of many costs no look at all of them.
    private readonly HashSet<Guid> _ids = [];

    public IReadOnlyList<Workflow> Code => _code;

    public IReadOnlyList<IWorkflowSource> Sources => _sources;

    /// <summary>The sources, knowing the configuration of the host that starts.</summary>
    public IReadOnlyList<IWorkflowSource> SourcesIn(IConfigurationRoot? host)
    {
        foreach (ConfigurationWorkflowSource source in _sources.OfType<ConfigurationWorkflowSource>())
        {
            source.Host = host;
        }

        return _sources;
    }

    /// <summary>All of them, as they were when they were added.</summary>
    public IReadOnlyList<Workflow> Workflows => _all;

    public void Add(Workflow workflow)
    {
        CheckedWorkflow.ThrowIfInvalid(workflow);
        DuplicateIds.ThrowIfAny(_ids, [workflow]);
        _code.Add(workflow);
        _all.Add(workflow);
        _ids.Add(workflow.Id);
    }

    /// <summary>
    /// Adds a source. It is read here so that what is not valid is told where it was added, and once more when the host starts.
    /// </summary>
    public void Add(IWorkflowSource source)
    {
        IReadOnlyList<Workflow> workflows = source.Read();
        DuplicateIds.ThrowIfAny(_ids, workflows);
        _sources.Add(source);
        _all.AddRange(workflows);
        _ids.UnionWith(workflows.Select(workflow => workflow.Id));
    }
}
