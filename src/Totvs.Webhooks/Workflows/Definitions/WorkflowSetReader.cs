using System.Text.Json;
using Totvs.Webhooks.Workflows.Conditions.Definition;
using Totvs.Webhooks.Workflows.Conditions.Evaluation;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Reads a set of workflows from a JSON tree, and finds every fault in it at once.</summary>
internal sealed class WorkflowSetReader(TriggerCatalog triggers)
{
    private static readonly string[] RootMembers = ["$schema", "workflows"];
    private static readonly string[] WorkflowMembers = ["id", "name", "notes", "trigger", "active", "conditions", "webhook"];
    private static readonly string[] WebhookMembers = ["url", "headers", "sendExternalId", "connectTimeout", "responseTimeout"];

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
            List<WorkflowDefinitionError> errors = [];
            if (ReadWorkflow(list[index], NameOf(list[index], index), errors) is { } workflow)
            {
                if (!indexes.TryAdd(workflow.Id, index))
                {
                    string remedy = $"the id {workflow.Id} is also that of workflows[{indexes[workflow.Id]}]; give each an 'id' of its own, or another name, since an id that is not given comes from the name.";
                    errors.Add(new WorkflowDefinitionError(workflow.Name, "id", remedy));
                }

                workflows.Add(workflow);
            }

            Errors.AddRange(errors.Select(error => (index, error)));
        }

        return workflows;
    }

    private List<JsonElement>? RootWorkflows(JsonElement root)
    {
        List<WorkflowDefinitionError> errors = [];
        var faults = new FaultList("(the set)", errors);
        List<JsonElement>? list = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            faults.Add("", $"the text is {MemberNames.KindOf(root)}; an object with a list 'workflows' was expected.");
        }
        else
        {
            Dictionary<string, JsonElement> members = MemberNames.Read(root, faults, "");
            MemberNames.RefuseOthers(members, faults, "", RootMembers);
            if (members.TryGetValue("workflows", out JsonElement workflows) && workflows.ValueKind == JsonValueKind.Array)
            {
                list = [.. workflows.EnumerateArray()];
            }
            else
            {
                faults.Add("workflows", members.ContainsKey("workflows") ? $"is {MemberNames.KindOf(workflows)}; a list of workflows was expected." : "is missing; a list of workflows was expected.");
            }
        }

        Errors.AddRange(errors.Select(error => (-1, error with { Place = error.Place.TrimStart('.') })));
        return list;
    }

    private Workflow? ReadWorkflow(JsonElement element, string name, List<WorkflowDefinitionError> errors)
    {
        var faults = new FaultList(name, errors);
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
            Trigger = ReadTrigger(members, faults)!,
            Conditions = members.Element("conditions") is { } conditions ? ConditionReader.Read(conditions, name, "conditions", errors) : null,
            Action = ReadWebhook(members, faults)!,
            IsActive = members.Boolean("active", whenMissing: true),
        };

        // What could not be read is told already; what could be must also make sense.
        if (errors.Count == 0)
        {
            errors.AddRange(WorkflowValidator.Validate(workflow));
        }

        return errors.Count == 0 ? workflow : null;
    }

    private Trigger? ReadTrigger(DefinitionMembers members, FaultList faults)
    {
        if (members.Text("trigger", required: true) is not { } code)
        {
            return null;
        }

        Trigger? trigger = triggers.Find(code);
        if (trigger is null)
        {
            string[] known = [.. triggers.All.Select(candidate => candidate.Code)];
            faults.Add("trigger", $"'{code}' is not a trigger{Spelling.DidYouMean(code, known)}; known are {MemberNames.Listed(known)}. The host adds its own with AddTrigger.");
        }

        return trigger;
    }

    private static WebhookAction? ReadWebhook(DefinitionMembers members, FaultList faults)
    {
        if (members.Object("webhook", WebhookMembers, required: true) is not { } webhook)
        {
            return null;
        }

        string url = webhook.Text("url", required: true) ?? "";
        return new WebhookAction
        {
            Url = Uri.TryCreate(url, UriKind.RelativeOrAbsolute, out Uri? parsed) ? parsed : Unreadable(url, faults),
            Headers = webhook.Texts("headers"),
            SendsExternalId = webhook.Boolean("sendExternalId", whenMissing: true),
            ConnectTimeout = webhook.Duration("connectTimeout"),
            ResponseTimeout = webhook.Duration("responseTimeout"),
        };
    }

    private static Uri Unreadable(string url, FaultList faults)
    {
        faults.Add("webhook.url", $"'{url}' is not a URL; give an absolute one such as 'https://erp.example.com/hooks'.");
        return null!;
    }

    private static string NameOf(JsonElement element, int index)
    {
        if (element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty("name", out JsonElement name)
            && name.ValueKind == JsonValueKind.String
            && JsonText.ToString(JsonText.Raw(name)) is { } text
            && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        return $"workflows[{index}]";
    }
}
