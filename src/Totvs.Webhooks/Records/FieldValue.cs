using System.Runtime.InteropServices;
using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>A value of a record, with its number or date once it was asked for. Made once per path and event.</summary>
internal struct FieldValue
{
    private Reading _numberReading;
    private Reading _dateReading;
    private decimal _number;
    private DateValue _date;

    private enum Reading : byte
    {
        NotYet,
        Success,
        Failure,
    }

    public JsonElement Element { get; private init; }

    public ValueState State { get; private init; }

    public JsonValueKind Kind { get; private init; }

    public static FieldValue Missing => new() { State = ValueState.Missing };

    public static FieldValue Unreadable => new() { State = ValueState.Unreadable };

    public static FieldValue Of(JsonElement element) =>
        new() { State = ValueState.Present, Element = element, Kind = element.ValueKind };

    public static FieldValue ListOf(JsonElement list) => new() { State = ValueState.List, Element = list };

    /// <summary>A number that the record does not hold: a count.</summary>
    public static FieldValue OfNumber(decimal number) =>
        new() { State = ValueState.Present, Kind = JsonValueKind.Number, _number = number, _numberReading = Reading.Success };

    /// <summary>A date that the record does not hold: now, moved by a duration.</summary>
    public static FieldValue OfDate(DateValue date) =>
        new() { State = ValueState.Present, Kind = JsonValueKind.String, _date = date, _dateReading = Reading.Success };

    /// <summary>The number, where it is one that a decimal holds exactly.</summary>
    public bool TryGetDecimal(out decimal number)
    {
        if (_numberReading == Reading.NotYet)
        {
            bool isDecimal = Kind == JsonValueKind.Number && NumberText.TryGetDecimal(JsonMarshal.GetRawUtf8Value(Element), out _number);
            _numberReading = isDecimal ? Reading.Success : Reading.Failure;
        }

        number = _number;
        return _numberReading == Reading.Success;
    }

    /// <summary>The date, where the value is a string that reads as one.</summary>
    public bool TryGetDate(out DateValue date)
    {
        if (_dateReading == Reading.NotYet)
        {
            bool isDate = Kind == JsonValueKind.String && DateText.TryRead(Element, out _date);
            _dateReading = isDate ? Reading.Success : Reading.Failure;
        }

        date = _date;
        return _dateReading == Reading.Success;
    }

    /// <summary>A copy of the value, for a reader who may outlive the record; none where there is no value.</summary>
    public readonly JsonElement? ForExplanation() => State is ValueState.Present or ValueState.List ? Element.Clone() : null;

    /// <summary>Reads number and date ahead, so that a value shared by threads is only read afterwards.</summary>
    public void ReadAhead()
    {
        TryGetDecimal(out _);
        TryGetDate(out _);
    }
}
