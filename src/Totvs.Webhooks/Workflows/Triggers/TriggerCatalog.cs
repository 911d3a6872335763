using System.Diagnostics.CodeAnalysis;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Workflows.Triggers;

/// <summary>The triggers this application knows: those of TOTVS CRM, the host's own, and the host's overrides of either.</summary>
public sealed class TriggerCatalog
{
    private readonly Dictionary<string, Trigger> _triggers = CrmTriggers.All.ToDictionary(
        trigger => trigger.Code,
        StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them, by code.</summary>
    public IReadOnlyList<Trigger> All => [.. _triggers.Values.OrderBy(trigger => trigger.Code, StringComparer.Ordinal)];

    /// <summary>Increases with each trigger that is added, since a definition that was read before may have another trigger now.</summary>
    internal int Version { get; private set; }

    /// <summary>Finds a trigger.</summary>
    /// <param name="code">Its code, in upper or lower case.</param>
    /// <returns>The trigger, or <see langword="null"/> when there is none with that code.</returns>
    public Trigger? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _triggers.GetValueOrDefault(code);
    }

    /// <summary>
    /// The trigger as receivers see it. What a workflow says itself wins; where it holds TOTVS CRM's own trigger as it is, the host's
    /// override of that trigger applies.
    /// </summary>
    /// <param name="trigger">The trigger of a workflow.</param>
    /// <returns>The trigger for the payload.</returns>
    public Trigger Resolve(Trigger trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        bool isAsTotvsHasIt = CrmTriggers.All.Any(known => known == trigger);
        return isAsTotvsHasIt && TryFind(trigger.Code, out Trigger? known) ? known : trigger;
    }

    /// <summary>
    /// Adds a trigger of the host's own, or overrides one with the same code. For use before workflows are read, from one thread.
    /// </summary>
    /// <param name="trigger">The trigger.</param>
    /// <exception cref="ArgumentException">Its code, name or ids are empty.</exception>
    public void Add(Trigger trigger)
    {
        ArgumentNullException.ThrowIfNull(trigger);
        List<DefinitionFault> found = [];
        TriggerRules.Check(trigger, "trigger", found);
        if (found.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", found.Select(fault => $"{fault.Place}: {fault.Message}")), nameof(trigger));
        }

        _triggers[trigger.Code] = trigger;
        Version++;
    }

    private bool TryFind(string code, [NotNullWhen(true)] out Trigger? trigger) => _triggers.TryGetValue(code, out trigger);
}
