using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>The workflows of a configuration section; reloaded when the configuration is.</summary>
internal sealed class ConfigurationWorkflowSource : IWorkflowSource
{
    private readonly IConfiguration _configuration;
    private readonly TriggerCatalog _triggers;
    private readonly LastReading _last;

    public ConfigurationWorkflowSource(IConfiguration configuration, TriggerCatalog triggers)
    {
        _configuration = configuration;
        _triggers = triggers;
        _last = new LastReading(triggers);
    }

    public string Description =>
        _configuration is IConfigurationSection section ? $"the configuration section '{section.Path}'" : "the configuration";

    public string? Doubt => _configuration is IConfigurationSection section && !section.Exists()
        ? $"It does not exist. Check the name '{section.Path}', and that the settings file which has it is loaded and copied to the output."
        : null;

    /// <summary>
    /// The host's configuration, once it is known. Only a root has the sources apart, and a section does not have its root: they belong
    /// together where both have one reload token.
    /// </summary>
    public IConfigurationRoot? Host { get; set; }

    public IReadOnlyList<Workflow> Read()
    {
        bool isOfHost = ReferenceEquals(Host?.GetReloadToken(), _configuration.GetReloadToken());
        var tree = new ConfigurationTree(_configuration, _configuration as IConfigurationRoot ?? (isOfHost ? Host : null));
        ReadOnlyMemory<byte> text = tree.Build();
        return tree.Refused.Count == 0 ? _last.Read(text.Span, () => Read(text, tree)) : Read(text, tree);
    }

    public IDisposable Watch(Action changed, Action<Exception> unwatched, TimeProvider timeProvider) =>
        ChangeToken.OnChange(_configuration.GetReloadToken, changed);

    private IReadOnlyList<Workflow> Read(ReadOnlyMemory<byte> text, ConfigurationTree tree)
    {
        using var document = JsonDocument.Parse(text);
        var reader = new WorkflowSetReader(_triggers);
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
}
