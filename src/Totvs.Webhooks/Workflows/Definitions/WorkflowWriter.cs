using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// Writes workflows as JSON, in the form of <c>docs/workflow.schema.json</c>, which <see cref="WorkflowReader"/> reads without loss.
/// </summary>
public static class WorkflowWriter
{
    /// <summary>
    /// What stands in the place of a header's value, of a signing secret, and of the path and query of a URL, that are not shown:
    /// <c>***</c>. No reader takes it for a value.
    /// </summary>
    public const string Mask = "***";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // The text is no part of a web page: names with accents stay as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a set of workflows.</summary>
    /// <param name="workflows">
    /// The workflows: valid ones, as <see cref="WorkflowBuilder"/>, <see cref="WorkflowReader"/> and <see cref="IWorkflowStore"/> give.
    /// </param>
    /// <param name="triggers">
    /// The triggers that will be known to the reader, which are written by their code alone; any other is written whole, and read without
    /// a catalogue. Default: those of TOTVS CRM, which is right for a store: what it keeps can be read whatever triggers the host adds or
    /// ceases to add.
    /// </param>
    /// <param name="includeSecrets">
    /// Whether the values of headers, the signing secrets and the whole of URLs are written. Default: <see langword="false"/>, for people
    /// to look at; each stands as
    /// <see cref="Mask"/>, a URL as its scheme, host and port and <see cref="Mask"/> as its path, and is refused when it is read.
    /// </param>
    /// <returns>The JSON, as UTF-8, indented.</returns>
    public static byte[] Write(IEnumerable<Workflow> workflows, TriggerCatalog? triggers = null, bool includeSecrets = false)
    {
        ArgumentNullException.ThrowIfNull(workflows);
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Options))
        {
            var output = new DefinitionOutput(writer, triggers ?? new TriggerCatalog(), includeSecrets);
            writer.WriteStartObject();
            writer.WriteStartArray("workflows");
            foreach (Workflow workflow in workflows)
            {
                output.Write(workflow, WorkflowProperties.All);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }
}
