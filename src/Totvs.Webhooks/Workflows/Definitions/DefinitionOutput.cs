using System.Text.Json;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Where a definition is written to, in the form that <see cref="WorkflowSetReader"/> reads.</summary>
internal sealed class DefinitionOutput
{
    public DefinitionOutput(Utf8JsonWriter json, TriggerCatalog triggers, bool includesSecrets)
    {
        Json = json;
        Triggers = triggers;
        IncludesSecrets = includesSecrets;
    }

    public Utf8JsonWriter Json { get; }

    /// <summary>The triggers that are written by their code alone.</summary>
    public TriggerCatalog Triggers { get; }

    public bool IncludesSecrets { get; }

    /// <summary>Writes an object with its properties.</summary>
    public void Write<T>(T value, IReadOnlyList<DefinitionProperty<T>> properties)
    {
        Json.WriteStartObject();
        foreach (DefinitionProperty<T> property in properties)
        {
            property.Write(value, this);
        }

        Json.WriteEndObject();
    }

    public void WriteOptional(string name, string? value)
    {
        if (value is not null)
        {
            Json.WriteString(name, value);
        }
    }

    public void WriteHeaders(string name, IReadOnlyList<WebhookHeader> headers)
    {
        if (headers.Count == 0)
        {
            return;
        }

        Json.WriteStartObject(name);
        foreach ((string header, string value) in headers)
        {
            Json.WriteString(header, Masked(value));
        }

        Json.WriteEndObject();
    }

    /// <summary>A secret as it is written: a mask in its place, unless secrets are included.</summary>
    public string Masked(string secret) => IncludesSecrets ? secret : WorkflowWriter.Mask;
}
