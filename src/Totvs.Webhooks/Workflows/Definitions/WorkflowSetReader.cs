using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads a set of workflows from a JSON tree, and finds every fault in it at once.</summary>
internal sealed class WorkflowSetReader(TriggerCatalog triggers)
{
    private readonly Suggestions _suggestions = new();

    /// <summary>Every fault, with the index of the workflow it is in; -1 for those of the set itself.</summary>
    public List<(int Index, WorkflowDefinitionError Error)> Errors { get; } = [];

    public IReadOnlyList<Workflow> Read(JsonElement root)
    {
        List<Workflow> workflows = [];
        if (RootWorkflows(root) is not { } list)
        {
            return workflows;
        }

        Dictionary<Guid, int> indexes = [];
        for (int index = 0; index < list.Count; index++)
        {
            List<DefinitionFault> found = [];
            string name = NameOf(list[index], index);
            if (ReadWorkflow(list[index], found) is { } workflow)
            {
                // Of a workflow that is faulty elsewhere the id still counts, if it could be read.
                bool hasId = !found.Exists(fault => fault.Place is "id" or "name");
                if (hasId && !indexes.TryAdd(workflow.Id, index))
                {
                    found.Add(new DefinitionFault(
                        "id",
                        $"the id {workflow.Id} is also that of workflows[{indexes[workflow.Id]}]; give each an 'id' of its own, "
                        + "or another name, since an id that is not given comes from the name."));
                }

                workflows.Add(workflow);
            }

            Errors.AddRange(found.Select(fault => (index, new WorkflowDefinitionError(name, fault.Place, fault.Message))));
        }

        return workflows;
    }

    /// <summary>The place of a fault in the whole set.</summary>
    public static string PlaceOf(int index, WorkflowDefinitionError error)
    {
        string workflow = string.Create(CultureInfo.InvariantCulture, $"workflows[{index}]");
        return index < 0 ? error.Place : error.Place.Length == 0 ? workflow : $"{workflow}.{error.Place}";
    }

    private List<JsonElement>? RootWorkflows(JsonElement root)
    {
        List<DefinitionFault> errors = [];
        var faults = new FaultList(errors, _suggestions);
        List<JsonElement>? list = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add("", $"the text is {MemberNames.KindOf(root)}; an object with an array 'workflows' was expected.");
        }
        else
        {
            Dictionary<string, JsonElement> members = MemberNames.Read(root, faults, "");
            MemberNames.RefuseOthers(members, faults, "", DefinitionForm.RootNames);
            if (members.TryGetValue("$schema", out JsonElement schema) && schema.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                faults.Add("$schema", $"is {MemberNames.KindOf(schema)}; a string was expected.");
            }

            if (members.TryGetValue("workflows", out JsonElement workflows) && workflows.ValueKind == JsonValueKind.Array)
            {
                list = [.. workflows.EnumerateArray()];
            }
            else
            {
                string found = members.ContainsKey("workflows") ? $"is {MemberNames.KindOf(workflows)}" : "is missing";
                faults.Add("workflows", $"{found}; an array of workflows was expected.");
            }
        }

        Errors.AddRange(errors.Select(fault => (-1, new WorkflowDefinitionError("(the set)", fault.Place.TrimStart('.'), fault.Message))));
        return list;
    }

    /// <returns>The workflow, not to be used where there are errors; <see langword="null"/> where there is nothing like one.</returns>
    private Workflow? ReadWorkflow(JsonElement element, List<DefinitionFault> found)
    {
        var faults = new FaultList(found, _suggestions);
        if (element.ValueKind != JsonValueKind.Object)
        {
            faults.Add("", $"a workflow is an object with 'name', 'trigger' and 'webhook', not {MemberNames.KindOf(element)}.");
            return null;
        }

        var json = new DefinitionObject(element, faults, triggers, "", WorkflowProperties.Names);
        var nothing = new Workflow { Name = "", Trigger = null!, Action = null! };
        Workflow workflow = WorkflowProperties.All.Aggregate(nothing, (read, property) => property.Read(read, json));

        // What could be read must also make sense; what could not be read has its fault already.
        var told = new ToldPlaces(found);
        found.AddRange(CheckedWorkflow.Check(workflow).Faults.Where(fault => !told.Covers(fault.Place)));
        return workflow;
    }

    private static string NameOf(JsonElement element, int index)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            // JsonElement.TryGetProperty throws where the name of any member is half of a character.
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (JsonText.AreEqual(JsonMarshal.GetRawUtf8PropertyName(member), "name"u8)
                    && member.Value.ValueKind == JsonValueKind.String
                    && JsonText.ToString(JsonText.Raw(member.Value)) is { } text
                    && !string.IsNullOrWhiteSpace(text))
                {
                    return WorkflowName.Shown(text, whenEmpty: "");
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"workflows[{index}]");
    }
}
