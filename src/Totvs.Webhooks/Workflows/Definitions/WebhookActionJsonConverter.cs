using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Writes what a workflow does as in its definition (<c>docs/workflow.schema.json</c>), with its secrets masked, whatever the
/// options say.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookActionJsonConverter : JsonConverter<WebhookAction>
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override WebhookAction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A webhook is read as a part of its workflow only; read a Workflow.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, WebhookAction value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        new DefinitionOutput(writer, new TriggerCatalog(), includesSecrets: false).Write(value, WebhookProperties.All);
    }
}
