using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The table of the properties of a workflow, in the order of the schema. A new setting is one row here.</summary>
internal static class WorkflowProperties
{
    public static IReadOnlyList<DefinitionProperty<Workflow>> All { get; } =
    [
        new()
        {
            Name = "id",
            Read = static (workflow, json) => workflow with { Id = json.Guid("id") },
            Write = static (workflow, output) => output.Json.WriteString("id", workflow.Id),
        },
        new()
        {
            Name = "name",
            Read = static (workflow, json) => workflow with { Name = json.Text("name", required: true) ?? "" },
            Write = static (workflow, output) => output.Json.WriteString("name", workflow.Name),
            Check = static (workflow, faults) => faults.AddAny(WorkflowName.FaultOf(workflow.Name)),
        },
        new()
        {
            Name = "notes",
            Read = static (workflow, json) => workflow with { Notes = json.Text("notes") },
            Write = static (workflow, output) => output.WriteOptional("notes", workflow.Notes),
            Check = static (workflow, faults) => faults.AddAny(UnicodeRules.IsWhole(workflow.Notes) ? null : UnicodeRules.Halved),
        },
        new()
        {
            Name = "trigger",
            Read = static (workflow, json) => workflow with { Trigger = TriggerForm.Read(json, "trigger")! },
            Write = static (workflow, output) => TriggerForm.Write(workflow.Trigger, "trigger", output),
            Check = static (workflow, faults) => CheckTrigger(workflow.Trigger, faults),
        },
        new()
        {
            Name = "active",
            Kind = PropertyKind.Boolean,
            Read = static (workflow, json) => workflow with { IsActive = json.Boolean("active", whenMissing: true) },
            Write = static (workflow, output) => output.Json.WriteBoolean("active", workflow.IsActive),
        },
        new()
        {
            Name = "timeZone",
            Read = static (workflow, json) => workflow with { TimeZone = CalendarForm.ReadTimeZone(json, "timeZone") },
            Write = static (workflow, output) => output.WriteOptional("timeZone", workflow.TimeZone?.Id),
            Check = static (workflow, faults) => faults.AddAny(CalendarForm.FaultOf(workflow.TimeZone)),
        },
        new()
        {
            Name = "firstDayOfWeek",
            Read = static (workflow, json) => workflow with { FirstDayOfWeek = CalendarForm.ReadDay(json, "firstDayOfWeek") },
            Write = static (workflow, output) =>
                output.WriteOptional("firstDayOfWeek", workflow.FirstDayOfWeek is { } day ? DayNames.Of(day) : null),
            Check = static (workflow, faults) => faults.AddAny(CalendarForm.FaultOf(workflow.FirstDayOfWeek)),
        },
        new()
        {
            Name = "conditions",
            Kind = PropertyKind.Conditions,
            Read = static (workflow, json) => json.Element("conditions") is { } conditions
                ? workflow with { Conditions = ConditionReader.Read(conditions, json.Faults, "conditions") }
                : workflow,
            Write = static (workflow, output) =>
            {
                if (workflow.Conditions is { } conditions)
                {
                    output.Json.WritePropertyName("conditions");
                    ConditionWriter.Write(output.Json, conditions);
                }
            },
            Check = static (workflow, faults) =>
            {
                if (workflow.Conditions is { } conditions)
                {
                    ConditionValidator.Validate(conditions, faults.Place, faults.Found, faults.Patterns, workflow.TimeZone);
                }
            },
        },
        new()
        {
            Name = "webhook",
            Read = static (workflow, json) => workflow with { Action = WebhookProperties.Read(json, "webhook")! },
            Write = static (workflow, output) =>
            {
                output.Json.WritePropertyName("webhook");
                output.Write(workflow.Action, WebhookProperties.All);
            },
            Check = static (workflow, faults) => CheckWebhook(workflow.Action, faults),
        },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(property => property.Name)];

    private static void CheckTrigger(Trigger? trigger, PropertyFaults faults)
    {
        if (trigger is null)
        {
            faults.Add("is missing; choose the one happening that starts the workflow.");
        }
        else
        {
            TriggerRules.Check(trigger, faults.Place, faults.Found);
        }
    }

    private static void CheckWebhook(WebhookAction? action, PropertyFaults faults)
    {
        if (action is null)
        {
            faults.Add("is missing; give the URL to notify.");
        }
        else
        {
            PropertyFaults.CheckAll(action, WebhookProperties.All, faults);
        }
    }
}
