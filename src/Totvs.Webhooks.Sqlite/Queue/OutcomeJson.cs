using System.Text.Json;
using System.Text.Json.Serialization;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Sqlite.Queue;

/// <summary>The result of the last attempt as the column keeps it: for people, never searched by.</summary>
[JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryOutcome))]
internal sealed partial class OutcomeJson : JsonSerializerContext
{
    public static string? Write(DeliveryOutcome? outcome) => outcome is null ? null : JsonSerializer.Serialize(outcome, Default.DeliveryOutcome);

    public static DeliveryOutcome? Read(string? text) => text is null ? null : JsonSerializer.Deserialize(text, Default.DeliveryOutcome);
}
