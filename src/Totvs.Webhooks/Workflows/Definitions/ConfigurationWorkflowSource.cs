using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The workflows of a configuration section; reloaded when the configuration is.</summary>
internal sealed class ConfigurationWorkflowSource(IConfiguration configuration, TriggerCatalog triggers) : IWorkflowSource
{
    public string Description => configuration is IConfigurationSection section ? $"the configuration section '{section.Path}'" : "the configuration";

    public string? Doubt => configuration is IConfigurationSection section && !section.Exists()
        ? $"It does not exist. Check the name '{section.Path}', and that the settings file which has it is loaded and copied to the output."
        : null;

    public IReadOnlyList<Workflow> Read()
    {
        var tree = new ConfigurationTree(configuration);
        using JsonDocument document = tree.Build();
        var reader = new WorkflowSetReader(triggers);
        IReadOnlyList<Workflow> workflows = reader.Read(document.RootElement);
        return reader.Errors.Count == 0
            ? workflows
            : throw new WorkflowDefinitionException([.. reader.Errors.Select(found => found.Error with { Place = tree.PathOf(WorkflowSetReader.PlaceOf(found.Index, found.Error)) })]);
    }

    public IDisposable Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider) => ChangeToken.OnChange(configuration.GetReloadToken, changed);
}
