using System.Collections.Frozen;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>All names that a definition may have outside conditions and headers, each with the kind of its value.</summary>
internal static class DefinitionForm
{
    /// <summary>The names of the properties of a set of workflows.</summary>
    public static IReadOnlyList<string> RootNames { get; } = ["$schema", "workflows"];

    // Names that several objects have are of one kind in all of them.
    private static readonly FrozenDictionary<string, (string Name, PropertyKind Kind)> Known =
        WorkflowProperties.All.Select(property => (property.Name, property.Kind))
            .Concat(WebhookProperties.All.Select(property => (property.Name, property.Kind)))
            .Concat(RootNames.Concat(TriggerForm.Names).Concat(SecretsForm.Names).Select(name => (Name: name, Kind: PropertyKind.Text)))
            .DistinctBy(property => property.Name)
            .ToFrozenDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The name in the case of the form; an unknown name stays as it is, to be refused by the reader.</summary>
    public static string NameOf(string key) => Known.TryGetValue(key, out (string Name, PropertyKind Kind) property) ? property.Name : key;

    /// <summary>The kind of the value of a property.</summary>
    public static PropertyKind KindOf(string name) => Known.TryGetValue(name, out (string Name, PropertyKind Kind) property) ? property.Kind : PropertyKind.Text;
}
