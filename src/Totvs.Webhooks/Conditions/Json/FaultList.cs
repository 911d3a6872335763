using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Collects the faults of one workflow.</summary>
/// <param name="workflow">The workflow's name.</param>
/// <param name="errors">Takes them.</param>
/// <param name="suggestions">Shared by all workflows that are read together.</param>
/// <param name="zone">The workflow's time zone, where it has one and it is known.</param>
internal readonly struct FaultList(string workflow, List<WorkflowDefinitionError> errors, Suggestions suggestions, TimeZoneInfo? zone = null)
{
    /// <summary>How many characters of a text a message shows.</summary>
    private const int MostShown = 100;

    public string Workflow { get; } = workflow;

    public List<WorkflowDefinitionError> Errors { get; } = errors;

    /// <summary>The workflow's time zone, where it has one and it is known.</summary>
    public TimeZoneInfo? Zone { get; } = zone;

    public Suggestions Suggestions { get; } = suggestions;

    /// <summary>A text of the definition as a message shows it: its beginning, where it is long.</summary>
    public static string Shown(string text, int most = MostShown) =>
        text.Length <= most ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)}…";

    public void Add(string place, string message) => Errors.Add(new WorkflowDefinitionError(Workflow, place, message));

    /// <summary>The same faults, kept in another list.</summary>
    public FaultList In(List<WorkflowDefinitionError> others) => new(Workflow, others, Suggestions, Zone);
}
