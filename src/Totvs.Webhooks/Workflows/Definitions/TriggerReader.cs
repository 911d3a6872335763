using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads a trigger: the code of one that the catalogue knows, or an object that says all of it.</summary>
internal static class TriggerReader
{
    private static readonly string[] TriggerMembers = ["code", "id", "name", "source"];
    private static readonly string[] SourceMembers = ["id", "name", "contextUrl"];

    /// <summary>Every member that the form of a trigger knows.</summary>
    public static IReadOnlyList<string> Members { get; } = [.. TriggerMembers, .. SourceMembers, .. DefinitionMembers.LanguageMembers];

    public static Trigger? Read(DefinitionMembers workflow, FaultList faults, TriggerCatalog triggers)
    {
        if (workflow.Element("trigger")?.ValueKind == JsonValueKind.Object)
        {
            return ReadObject(workflow.Object("trigger", TriggerMembers)!);
        }

        if (workflow.Text("trigger", required: true) is not { } code)
        {
            return null;
        }

        Trigger? trigger = triggers.Find(code);
        if (trigger is null)
        {
            string suggestion = faults.Suggestions.For(code, () => [.. triggers.All.Select(candidate => candidate.Code)]);
            faults.Add("trigger", $"'{FaultList.Shown(code)}' is not a trigger{suggestion}. The host adds its own with AddTrigger.");
        }

        return trigger;
    }

    private static Trigger ReadObject(DefinitionMembers members)
    {
        string code = members.Text("code", required: true) ?? "";
        Guid id = members.Guid("id", required: true);
        LocalizedText? name = members.LocalizedText("name");
        DefinitionMembers? source = members.Object("source", SourceMembers, required: true);

        // What is missing here was told, and a workflow with a fault is never used.
        return new Trigger
        {
            Code = code,
            Id = id,
            Name = name!,
            Source = source is null ? null! : new SourceObject
            {
                Id = source.Guid("id", required: true),
                Name = source.LocalizedText("name")!,
                ContextUrl = source.Text("contextUrl", required: true)!,
            },
        };
    }
}
