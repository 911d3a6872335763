using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Deliveries;

/// <summary>The source-generated serializer of <see cref="WebhookPayload"/>.</summary>
[JsonSerializable(typeof(WebhookPayload))]
internal sealed partial class WebhookPayloadJsonContext : JsonSerializerContext
{
    /// <summary>
    /// As it goes on the wire: accents as UTF-8 characters. The body never stands inside HTML, so nothing need be escaped for that.
    /// </summary>
    public static WebhookPayloadJsonContext Wire { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
