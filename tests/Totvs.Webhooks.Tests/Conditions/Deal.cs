using System.Text.Json.Serialization;

namespace Totvs.Webhooks.Tests.Conditions;

internal sealed class Deal
{
    public decimal Amount { get; set; }

    [JsonPropertyName("stage name")]
    public string? Stage { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public DealCustomer? Customer { get; set; }

    public List<DealItem> Items { get; set; } = [];

    public DealItem[] Gifts { get; set; } = [];

    public Dictionary<string, string> Tags { get; set; } = [];

    [JsonIgnore]
    public string? Secret { get; set; }

    internal sealed class DealCustomer
    {
        public string? StateCode { get; set; }
    }

    internal sealed class DealItem
    {
        public string? Code { get; set; }

        public decimal Price { get; set; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Deal))]
internal sealed partial class DealContext : JsonSerializerContext;
