using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows;

/// <summary>What a workflow's name must be, and how errors show it.</summary>
internal static class WorkflowName
{
    private const int MaxLength = 500;

    // All of a valid name, also where each of its characters is two UTF-16 units.
    private const int MaxShownLength = 2 * MaxLength;

    /// <summary>What is wrong with it, and the remedy, or <see langword="null"/>.</summary>
    public static string? FaultOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return "is empty; give a short description that helps to find the workflow later.";
        }

        int length = UnicodeRules.LengthOf(name);
        return length > MaxLength ? $"is {length} characters long; use at most {MaxLength}, and the notes for the rest."
            : !UnicodeRules.IsWhole(name) ? UnicodeRules.Halved
            : null;
    }

    /// <summary>The name as an error shows it, or another text where there is no name.</summary>
    public static string Shown(string? name, string whenEmpty) =>
        string.IsNullOrWhiteSpace(name) ? whenEmpty : FaultList.Shown(name, MaxShownLength);
}
