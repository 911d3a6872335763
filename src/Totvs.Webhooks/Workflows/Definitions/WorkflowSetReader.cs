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
    private static readonly string[] RootMembers = ["$schema", "workflows"];
    private static readonly string[] WorkflowMembers = ["id", "name", "notes", "trigger", "active", "timeZone", "firstDayOfWeek", "conditions", "webhook"];

    private readonly Suggestions _suggestions = new();

    /// <summary>Every member that the form knows, but for those of trigger, webhook and conditions.</summary>
    public static IReadOnlyList<string> Members { get; } = [.. RootMembers, .. WorkflowMembers];

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
                    string remedy = $"the id {workflow.Id} is also that of workflows[{indexes[workflow.Id]}]; give each an 'id' of its own, or another name, since an id that is not given comes from the name.";
                    found.Add(new DefinitionFault("id", remedy));
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
        List<DefinitionFault> found = [];
        var faults = new FaultList(found, _suggestions);
        List<JsonElement>? list = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add("", $"the text is {MemberNames.KindOf(root)}; an object with a list 'workflows' was expected.");
        }
        else
        {
            Dictionary<string, JsonElement> members = MemberNames.Read(root, faults, "");
            MemberNames.RefuseOthers(members, faults, "", RootMembers);
            if (members.TryGetValue("$schema", out JsonElement schema) && schema.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                faults.Add("$schema", $"is {MemberNames.KindOf(schema)}; a text was expected.");
            }

            if (members.TryGetValue("workflows", out JsonElement workflows) && workflows.ValueKind == JsonValueKind.Array)
            {
                list = [.. workflows.EnumerateArray()];
            }
            else
            {
                faults.Add("workflows", members.ContainsKey("workflows") ? $"is {MemberNames.KindOf(workflows)}; a list of workflows was expected." : "is missing; a list of workflows was expected.");
            }
        }

        Errors.AddRange(found.Select(fault => (-1, new WorkflowDefinitionError("(the set)", fault.Place.TrimStart('.'), fault.Message))));
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

        var members = new DefinitionMembers(element, faults, "", WorkflowMembers);
        var workflow = new Workflow
        {
            Id = members.Guid("id"),
            Name = members.Text("name", required: true) ?? "",
            Notes = members.Text("notes"),
            Trigger = TriggerReader.Read(members, faults, triggers)!,
            Conditions = members.Element("conditions") is { } conditions ? ConditionReader.Read(conditions, faults, "conditions") : null,
            Action = WebhookReader.Read(members, faults)!,
            IsActive = members.Boolean("active", whenMissing: true),
            TimeZone = ReadTimeZone(members),
            FirstDayOfWeek = ReadFirstDayOfWeek(members),
        };

        // What could be read must also make sense; of what could not be, enough was said.
        var told = new ToldPlaces(found);
        found.AddRange(CheckedWorkflow.Check(workflow).Faults.Where(fault => !told.Covers(fault.Place)));
        return workflow;
    }

    private static TimeZoneInfo? ReadTimeZone(DefinitionMembers members)
    {
        if (members.Text("timeZone") is not { } id)
        {
            return null;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? timeZone))
        {
            members.Add("timeZone", $"'{FaultList.Shown(id)}' is not a time zone that this machine knows; give an id such as 'America/Sao_Paulo'. If the id is right, the machine lacks time zone data: install tzdata.");
        }

        return timeZone;
    }

    private DayOfWeek? ReadFirstDayOfWeek(DefinitionMembers members)
    {
        if (members.Text("firstDayOfWeek") is not { } name)
        {
            return null;
        }

        DayOfWeek? day = DayNames.Find(name);
        if (day is null)
        {
            members.Add("firstDayOfWeek", $"'{FaultList.Shown(name)}' is not a day{_suggestions.For(name, () => DayNames.All)}.");
        }

        return day;
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
                    return FaultList.Shown(text, WorkflowValidator.LongestShownName);
                }
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"workflows[{index}]");
    }
}
