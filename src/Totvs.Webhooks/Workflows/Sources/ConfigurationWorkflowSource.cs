using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>The workflows of a configuration section; reloaded when the configuration is.</summary>
internal sealed class ConfigurationWorkflowSource(IConfiguration configuration, TriggerCatalog triggers) : IWorkflowSource
{
    public string Description => configuration is IConfigurationSection section ? $"the configuration section '{section.Path}'" : "the configuration";

    public string? Doubt => configuration is IConfigurationSection section && !section.Exists()
        ? $"It does not exist. Check the name '{section.Path}', and that the settings file which has it is loaded and copied to the output."
        : null;

    /// <summary>
    /// The host's configuration, once it is known. Only a root tells its sources apart, and a section does not give its root away: it is
    /// the root where both have one reload token.
    /// </summary>
    public IConfigurationRoot? Host { get; set; }

    public IReadOnlyList<Workflow> Read()
    {
        bool isOfHost = ReferenceEquals(Host?.GetReloadToken(), configuration.GetReloadToken());
        var tree = new ConfigurationTree(configuration, configuration as IConfigurationRoot ?? (isOfHost ? Host : null));
        using JsonDocument document = tree.Build();
        var reader = new WorkflowSetReader(triggers);
        IReadOnlyList<Workflow> workflows = reader.Read(document.RootElement);
        if (reader.Errors.Count == 0 && tree.Refused.Count == 0)
        {
            return workflows;
        }

        IEnumerable<(int Index, WorkflowDefinitionError Error)> found =
            from fault in reader.Errors
            let place = WorkflowSetReader.PlaceOf(fault.Index, fault.Error)
            where !tree.IsRefused(place)
            select (fault.Index, fault.Error with { Place = tree.PathOf(place) });
        throw new WorkflowDefinitionException([.. tree.Refused.Concat(found).OrderBy(fault => fault.Index).Select(fault => fault.Error)]);
    }

    public IDisposable Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider) => ChangeToken.OnChange(configuration.GetReloadToken, changed);
}
