namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Collects the faults of one definition.</summary>
/// <param name="found">The list that they are added to.</param>
/// <param name="suggestions">Shared by all definitions that are read together.</param>
/// <param name="zone">The definition's time zone, where it has one and it is known.</param>
internal readonly struct FaultList(List<DefinitionFault> found, Suggestions suggestions, TimeZoneInfo? zone = null)
{
    /// <summary>How many characters of a string a message shows.</summary>
    private const int MaxShownLength = 100;

    public List<DefinitionFault> Found { get; } = found;

    /// <summary>The definition's time zone, where it has one and it is known.</summary>
    public TimeZoneInfo? Zone { get; } = zone;

    public Suggestions Suggestions { get; } = suggestions;

    /// <summary>A string of the definition as a message shows it: its beginning, where it is long.</summary>
    public static string Shown(string text, int most = MaxShownLength) =>
        text.Length <= most ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)}…";

    public void Add(string place, string message) => Found.Add(new DefinitionFault(place, message));

    /// <summary>The same faults, kept in another list.</summary>
    public FaultList In(List<DefinitionFault> others) => new(others, Suggestions, Zone);
}
