using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>The members of one JSON object of a definition, read by kind; what is of another kind, unknown or missing is noted.</summary>
internal sealed partial class DefinitionMembers
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    private readonly Dictionary<string, JsonElement> _members;
    private readonly FaultList _faults;
    private readonly string _place;

    public DefinitionMembers(JsonElement element, FaultList faults, string place, IReadOnlyList<string> known)
    {
        _faults = faults;
        _place = place;
        List<DefinitionFault> found = [];
        FaultList own = faults.In(found);
        _members = MemberNames.Read(element, own, place);
        MemberNames.RefuseOthers(_members, own, place, known);
        foreach (DefinitionFault fault in found)
        {
            faults.Found.Add(fault with { Place = fault.Place.TrimStart('.') });
        }
    }

    /// <summary>The members of a name in several languages.</summary>
    public static IReadOnlyList<string> LanguageMembers { get; } = ["en", "pt", "es"];

    public JsonElement? Element(string name) =>
        _members.TryGetValue(name, out JsonElement element) && element.ValueKind != JsonValueKind.Null ? element : null;

    public string? Text(string name, bool required = false)
    {
        JsonElement? element = Expect(name, JsonValueKind.String, "a text", required);
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

    public Guid Guid(string name, bool required = false)
    {
        if (Text(name, required) is not { } text)
        {
            return System.Guid.Empty;
        }

        // Guid alone passes over white space around it, and over signs inside.
        Guid guid = System.Guid.Empty;
        if (!PlainId.IsMatch(text) || !System.Guid.TryParseExact(text, "D", out guid) || guid == System.Guid.Empty)
        {
            Add(name, $"'{FaultList.Shown(text)}' is not a UUID that can be an id; give one such as '5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a'{(required ? "" : ", or leave the member out")}.");
        }

        return guid;
    }

    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // TimeSpan alone would take '30' for days and '5:00' for hours.
        if (PlainDuration.IsMatch(text) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan duration))
        {
            return duration;
        }

        Add(name, $"'{FaultList.Shown(text)}' is not a duration; write hours, minutes and seconds with two digits each, such as '00:00:30' for 30 seconds.");
        return null;
    }

    public DateTimeOffset? Moment(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (PlainMoment.IsMatch(text) && DateTimeOffset.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
        {
            return moment;
        }

        Add(name, $"'{FaultList.Shown(text)}' is not a moment; write date, time and offset, such as '2026-05-06T15:28:36-03:00'.");
        return null;
    }

    /// <summary>A required name: a text, or an object with the text in each language.</summary>
    public LocalizedText? LocalizedText(string name)
    {
        if (Element(name)?.ValueKind != JsonValueKind.Object)
        {
            return Text(name, required: true) is { } text ? new LocalizedText(text) : null;
        }

        DefinitionMembers languages = Object(name, LanguageMembers)!;
        return languages.Text("en", required: true) is { } english ? new LocalizedText(english, languages.Text("pt"), languages.Text("es")) : null;
    }

    public IReadOnlyList<JsonElement> List(string name) =>
        Expect(name, JsonValueKind.Array, "a list", required: false) is { } element ? [.. element.EnumerateArray()] : [];

    /// <summary>The members of an object that stands inside, such as one of a list.</summary>
    public DefinitionMembers Inner(JsonElement element, string name, IReadOnlyList<string> known) => new(element, _faults, PlaceOf(name), known);

    /// <summary>A text that stands inside, such as one of a list.</summary>
    public string? TextIn(JsonElement element, string name)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return TextOf(element);
        }

        Add(name, $"is {MemberNames.KindOf(element)}; a text was expected.");
        return null;
    }

    public int? Count(string name)
    {
        if (Expect(name, JsonValueKind.Number, "a whole number", required: false) is not { } element)
        {
            return null;
        }

        // 3.0 and 3e0 are the same number in JSON.
        if (element.TryGetDecimal(out decimal number) && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue)
        {
            return (int)number;
        }

        Add(name, $"is not a whole number from 1 to {int.MaxValue}.");
        return null;
    }

    /// <summary>A number from the lowest to the highest; the ends are compared as they are written, before any rounding.</summary>
    public double? Number(string name, decimal lowest, decimal highest)
    {
        if (Expect(name, JsonValueKind.Number, "a number", required: false) is not { } element)
        {
            return null;
        }

        double number = element.GetDouble();
        bool isOutside = element.TryGetDecimal(out decimal exact) && !(exact >= lowest && exact <= highest);
        return isOutside && number >= (double)lowest && number <= (double)highest ? exact < lowest ? 0 : double.PositiveInfinity : number;
    }

    public DefinitionMembers? Object(string name, IReadOnlyList<string> known, bool required = false) =>
        Expect(name, JsonValueKind.Object, "an object", required) is { } element ? new DefinitionMembers(element, _faults, PlaceOf(name), known) : null;

    public IReadOnlyList<KeyValuePair<string, string>> Texts(string name)
    {
        List<KeyValuePair<string, string>> texts = [];
        if (Expect(name, JsonValueKind.Object, "an object of texts", required: false) is { } element)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String)
                {
                    texts.Add(new KeyValuePair<string, string>(NameOf(member), TextOf(member.Value)));
                }
                else
                {
                    _faults.Add($"{PlaceOf(name)}['{NameOf(member)}']", $"is {MemberNames.KindOf(member.Value)}; a text was expected.");
                }
            }
        }

        return texts;
    }

    /// <summary>Notes a fault of a member.</summary>
    public void Add(string name, string message) => _faults.Add(PlaceOf(name), message);

    private JsonElement? Expect(string name, JsonValueKind kind, string kindName, bool required)
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

    // JsonElement.GetString throws where an escape is half of a pair; a definition must be told of, not thrown over.
    private static string TextOf(JsonElement element) => JsonText.ToString(JsonText.Raw(element));

    // As in docs/workflow.schema.json.
    [GeneratedRegex(@"\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainId { get; }

    [GeneratedRegex(@"\A([0-9]{1,7}\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainDuration { get; }

    [GeneratedRegex(@"\A[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,7})?(Z|[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainMoment { get; }

    private static string NameOf(JsonProperty member) => JsonText.ToString(JsonMarshal.GetRawUtf8PropertyName(member));

    private string PlaceOf(string name) => _place.Length == 0 ? name : $"{_place}.{name}";
}
