using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Writes workflows in the form that <see cref="WorkflowSetReader"/> reads; what has its default is left out.</summary>
internal sealed class WorkflowMembersWriter(Utf8JsonWriter writer, TriggerCatalog triggers, bool includeSecrets)
{
    public void Write(Workflow workflow)
    {
        writer.WriteStartObject();
        writer.WriteString("id", workflow.Id);
        writer.WriteString("name", workflow.Name);
        WriteOptional("notes", workflow.Notes);
        WriteTrigger(workflow.Trigger);
        writer.WriteBoolean("active", workflow.IsActive);
        WriteOptional("timeZone", workflow.TimeZone?.Id);
        WriteOptional("firstDayOfWeek", workflow.FirstDayOfWeek is { } day ? DayNames.Of(day) : null);
        if (workflow.Conditions is { } conditions)
        {
            writer.WritePropertyName("conditions");
            ConditionWriter.Write(writer, conditions);
        }

        writer.WritePropertyName("webhook");
        WriteAction(workflow.Action);
        writer.WriteEndObject();
    }

    private void WriteTrigger(Trigger trigger)
    {
        if (triggers.Find(trigger.Code) == trigger)
        {
            writer.WriteString("trigger", trigger.Code);
            return;
        }

        writer.WriteStartObject("trigger");
        writer.WriteString("code", trigger.Code);
        writer.WriteString("id", trigger.Id);
        WriteName(trigger.Name);
        writer.WriteStartObject("source");
        writer.WriteString("id", trigger.Source.Id);
        WriteName(trigger.Source.Name);
        writer.WriteString("contextUrl", trigger.Source.ContextUrl);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteName(LocalizedText name)
    {
        if (name.Portuguese is null && name.Spanish is null)
        {
            writer.WriteString("name", name.English);
            return;
        }

        writer.WriteStartObject("name");
        writer.WriteString("en", name.English);
        WriteOptional("pt", name.Portuguese);
        WriteOptional("es", name.Spanish);
        writer.WriteEndObject();
    }

    public void WriteAction(WebhookAction action)
    {
        writer.WriteStartObject();
        writer.WriteString("url", includeSecrets ? action.Url.OriginalString : WebhookUrl.Masked(action.Url));
        if (action.Headers.Count > 0)
        {
            writer.WriteStartObject("headers");
            foreach ((string name, string value) in action.Headers)
            {
                writer.WriteString(name, Masked(value));
            }

            writer.WriteEndObject();
        }

        if (action.SigningSecrets.Count > 0)
        {
            writer.WriteStartArray("signingSecrets");
            foreach (WebhookSecret secret in action.SigningSecrets)
            {
                WriteSecret(secret);
            }

            writer.WriteEndArray();
        }

        WriteOptional("contentType", action.ContentType == WebhookContentType.Default ? null : action.ContentType);
        if (!action.SendsExternalId)
        {
            writer.WriteBoolean("sendExternalId", false);
        }

        WriteOptional("connectTimeout", Written(action.ConnectTimeout));
        WriteOptional("responseTimeout", Written(action.ResponseTimeout));
        if (action.MaxConcurrentAttempts is { } most)
        {
            writer.WriteNumber("maxConcurrentAttempts", most);
        }

        if (action.MaxAttemptsPerSecond is { } perSecond)
        {
            writer.WriteNumber("maxAttemptsPerSecond", perSecond);
        }

        if (action.OrderedByRecord)
        {
            writer.WriteBoolean("orderedByRecord", true);
        }

        writer.WriteEndObject();
    }

    private void WriteSecret(WebhookSecret secret)
    {
        if (secret.EndsAt is not { } endsAt)
        {
            writer.WriteStringValue(Masked(secret.Reveal()));
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("secret", Masked(secret.Reveal()));
        writer.WriteString("endsAt", endsAt);
        writer.WriteEndObject();
    }

    private void WriteOptional(string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private string Masked(string secret) => includeSecrets ? secret : WorkflowWriter.Mask;

    private static string? Written(TimeSpan? duration) => duration?.ToString("c", CultureInfo.InvariantCulture);
}
