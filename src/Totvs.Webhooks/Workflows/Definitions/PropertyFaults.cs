using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Collects the faults of one property.</summary>
/// <param name="Found">The faults so far.</param>
/// <param name="Place">Where the property is: <c>webhook.url</c>.</param>
/// <param name="Patterns">The compiled regular expressions of other workflows, where there are any.</param>
internal readonly record struct PropertyFaults(List<DefinitionFault> Found, string Place, ConditionPatterns? Patterns)
{
    public void Add(string message) => Found.Add(new DefinitionFault(Place, message));

    public void AddAt(string part, string message) => Found.Add(new DefinitionFault(Place + part, message));

    /// <summary>Adds a fault where there is one.</summary>
    public void AddAny(string? message)
    {
        if (message is not null)
        {
            Add(message);
        }
    }

    /// <summary>Checks every property of an object.</summary>
    public static void CheckAll<T>(T value, IReadOnlyList<DefinitionProperty<T>> properties, PropertyFaults of)
    {
        foreach (DefinitionProperty<T> property in properties)
        {
            string place = of.Place.Length == 0 ? property.Name : $"{of.Place}.{property.Name}";
            property.Check?.Invoke(value, of with { Place = place });
        }
    }
}
