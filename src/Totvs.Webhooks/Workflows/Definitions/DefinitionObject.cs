using System.Runtime.InteropServices;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The properties of one JSON object of a definition, read by kind; what is of another kind, unknown or missing is a fault.</summary>
internal sealed class DefinitionObject
{
    private readonly Dictionary<string, JsonElement> _properties;
    private readonly string _place;

    public DefinitionObject(JsonElement element, FaultList faults, TriggerCatalog triggers, string place, IReadOnlyList<string> known)
    {
        Faults = faults;
        Triggers = triggers;
        _place = place;
        List<DefinitionFault> found = [];
        FaultList own = faults.In(found);
        _properties = MemberNames.Read(element, own, place);
        MemberNames.RefuseOthers(_properties, own, place, known);
        foreach (DefinitionFault fault in found)
        {
            faults.Found.Add(fault with { Place = fault.Place.TrimStart('.') });
        }
    }

    /// <summary>The names of the properties of a string in several languages.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "pt", "es"];

    public FaultList Faults { get; }

    /// <summary>The triggers that may be named by their code.</summary>
    public TriggerCatalog Triggers { get; }

    public JsonElement? Element(string name) =>
        _properties.TryGetValue(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null ? element : null;

    public string? Text(string name, bool required = false)
    {
        JsonElement? element = Expect(name, JsonValueKind.String, "a string", required);
        if (element is not { } text)
        {
            return null;
        }

        if (UnicodeRules.IsWhole(text))
        {
            return TextOf(text);
        }

        Add(name, UnicodeRules.Halved);
        return null;
    }

    public bool Boolean(string name, bool whenMissing)
    {
        if (Element(name) is not { } element)
        {
            return whenMissing;
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Add(name, $"is {MemberNames.KindOf(element)}; true or false was expected.");
        return whenMissing;
    }

    public IReadOnlyList<JsonElement> Array(string name) =>
        Expect(name, JsonValueKind.Array, "an array", required: false) is { } element ? [.. element.EnumerateArray()] : [];

    /// <summary>An object that is an entry of an array.</summary>
    public DefinitionObject Inner(JsonElement element, string name, IReadOnlyList<string> known) => new(element, Faults, Triggers, PlaceOf(name), known);

    /// <summary>A string that is an entry of an array.</summary>
    public string? TextIn(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return TextOf(element);
        }

        Add(name, $"is {MemberNames.KindOf(element)}; a string was expected.");
        return null;
    }

    public DefinitionObject? Object(string name, IReadOnlyList<string> known, bool required = false) =>
        Expect(name, JsonValueKind.Object, "an object", required) is { } element ? Inner(element, name, known) : null;

    public List<WebhookHeader> Headers(string name)
    {
        List<WebhookHeader> headers = [];
        if (Expect(name, JsonValueKind.Object, "an object of strings", required: false) is { } element)
        {
            foreach (JsonProperty header in element.EnumerateObject())
            {
                string headerName = JsonText.ToString(JsonMarshal.GetRawUtf8PropertyName(header));
                if (header.Value.ValueKind == JsonValueKind.String)
                {
                    headers.Add(new WebhookHeader(headerName, TextOf(header.Value)));
                }
                else
                {
                    Add($"{name}['{headerName}']", $"is {MemberNames.KindOf(header.Value)}; a string was expected.");
                }
            }
        }

        return headers;
    }

    /// <summary>Adds a fault of a property.</summary>
    public void Add(string name, string message) => Faults.Add(PlaceOf(name), message);

    /// <summary>The value of a property, where it is of a kind; otherwise a fault.</summary>
    public JsonElement? Expect(string name, JsonValueKind kind, string kindName, bool required)
    {
        if (Element(name) is not { } element)
        {
            if (required)
            {
                Add(name, $"is missing; {kindName} was expected.");
            }

            return null;
        }

        if (element.ValueKind == kind)
        {
            return element;
        }

        Add(name, $"is {MemberNames.KindOf(element)}; {kindName} was expected.");
        return null;
    }

    // JsonElement.GetString throws where an escape is half of a pair, and a definition with one must be refused with its place.
    private static string TextOf(JsonElement element) => JsonText.ToString(JsonText.Raw(element));

    private string PlaceOf(string name) => _place.Length == 0 ? name : $"{_place}.{name}";
}
