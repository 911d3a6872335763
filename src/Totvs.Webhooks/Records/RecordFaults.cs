using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>The exceptions for values that a record cannot hold, each with the place and the remedy.</summary>
internal static class RecordFaults
{
    private const int MaxPlaceLength = 100;

    public static ArgumentException At(string place, string fault, Exception? inner = null) =>
        new($"The value at '{Shorten(place)}' {fault}", inner);

    public static ArgumentException TooDeep(string place, int levels) =>
        At(place, $"is more than {levels} levels deep, or contains itself; pass a flatter one.");

    public static ArgumentException Disposed(string place, ObjectDisposedException exception) =>
        At(place, $"is of a {typeof(JsonDocument)} that was disposed; pass its clone.", exception);

    public static ArgumentException Unknown(object value, string place) => At(
        place,
        $"is of the type {value.GetType()}, which has no JSON form here; "
        + "use strings, numbers, booleans, dates, arrays, lists and dictionaries by string, "
        + (RecordTypes.IsToken(value.GetType()) ? "RecordJson.Parse(token.ToString())." : "or RecordJson.From(value, typeInfo)."));

    /// <summary>A place as a message shows it: its beginning, where it is long.</summary>
    public static string Shorten(string place) => place.Length <= MaxPlaceLength ? place : $"{place.AsSpan(0, MaxPlaceLength)}…";
}
