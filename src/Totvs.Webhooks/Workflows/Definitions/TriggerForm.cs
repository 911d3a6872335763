using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The trigger of a workflow in a definition: the code of one that the catalog knows, or an object that has all of it.</summary>
internal static class TriggerForm
{
    private static readonly string[] TriggerNames = ["code", "id", "name", "source"];
    private static readonly string[] SourceNames = ["id", "name", "contextUrl"];

    /// <summary>The names of all properties inside a trigger.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TriggerNames, .. SourceNames, .. DefinitionObject.Languages];

    public static Trigger? Read(DefinitionObject workflow, string name)
    {
        if (workflow.Element(name)?.ValueKind == JsonValueKind.Object)
        {
            return ReadObject(workflow.Object(name, TriggerNames)!);
        }

        if (workflow.Text(name, required: true) is not { } code)
        {
            return null;
        }

        Trigger? trigger = workflow.Triggers.Find(code);
        if (trigger is null)
        {
            string suggestion = workflow.Faults.Suggestions.For(code, () => [.. workflow.Triggers.All.Select(candidate => candidate.Code)]);
            workflow.Add(name, $"'{FaultList.Shown(code)}' is not a trigger{suggestion}. The host adds its own with AddTrigger.");
        }

        return trigger;
    }

    public static void Write(Trigger trigger, string name, DefinitionOutput output)
    {
        if (output.Triggers.Find(trigger.Code) == trigger)
        {
            output.Json.WriteString(name, trigger.Code);
            return;
        }

        output.Json.WriteStartObject(name);
        output.Json.WriteString("code", trigger.Code);
        output.Json.WriteString("id", trigger.Id);
        WriteName(trigger.Name, output);
        output.Json.WriteStartObject("source");
        output.Json.WriteString("id", trigger.Source.Id);
        WriteName(trigger.Source.Name, output);
        output.Json.WriteString("contextUrl", trigger.Source.ContextUrl);
        output.Json.WriteEndObject();
        output.Json.WriteEndObject();
    }

    private static Trigger ReadObject(DefinitionObject json)
    {
        string code = json.Text("code", required: true) ?? "";
        Guid id = json.Guid("id", required: true);
        LocalizedText? name = json.LocalizedText("name");
        DefinitionObject? source = json.Object("source", SourceNames, required: true);

        // What is missing here is a fault by now, and a workflow with a fault is never used.
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

    private static void WriteName(LocalizedText name, DefinitionOutput output)
    {
        if (name.Portuguese is null && name.Spanish is null)
        {
            output.Json.WriteString("name", name.English);
            return;
        }

        output.Json.WriteStartObject("name");
        output.Json.WriteString("en", name.English);
        output.WriteOptional("pt", name.Portuguese);
        output.WriteOptional("es", name.Spanish);
        output.Json.WriteEndObject();
    }
}
