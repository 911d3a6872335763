using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The source-generated serializer of <see cref="WebhookPayload"/>.</summary>
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookPayloadJsonContext : JsonSerializerContext
{
    /// <summary>
    /// The options of the wire: accents are written as UTF-8 characters. The body is never part of HTML, so it needs no escapes for that.
    /// </summary>
    public static WebhookPayloadJsonContext Wire { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
