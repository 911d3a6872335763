using System.ComponentModel;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// Writes a workflow as its definition (<c>docs/workflow.schema.json</c>) with its secrets masked, whatever the options say, and reads it
/// back.
/// A masked value is refused when it is read. <see cref="WorkflowWriter"/> writes secrets where they are meant to be written.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WorkflowJsonConverter : JsonConverter<Workflow>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The definition is not valid; the inner exception has every fault.</exception>
    public override Workflow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var definition = JsonDocument.ParseValue(ref reader);
        try
        {
            return WorkflowReader.Read(Encoding.UTF8.GetBytes($$"""{"workflows":[{{definition.RootElement.GetRawText()}}]}"""))[0];
        }
        catch (WorkflowDefinitionException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Workflow value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        new DefinitionOutput(writer, new TriggerCatalog(), includesSecrets: false).Write(value, WorkflowProperties.All);
    }
}
