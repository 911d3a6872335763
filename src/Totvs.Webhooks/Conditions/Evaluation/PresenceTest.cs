using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value is absent to a degree. The only test that decides on a missing value.</summary>
/// <param name="isAbsent">Whether a value that the record has counts as absent.</param>
internal sealed class PresenceTest(Func<JsonElement, bool> isAbsent) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view) => value.State switch
    {
        ValueState.Missing => Verdict.True,
        ValueState.Present => Verdict.When(isAbsent(value.Element), ConditionReason.HasValue),
        _ => NotThere(value),
    };

    public static bool IsNull(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    public static bool IsBlank(JsonElement value) =>
        IsNull(value) || (value.ValueKind == JsonValueKind.String && IsBlank(JsonText.Raw(value)));

    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => JsonText.Raw(value).IsEmpty,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };

    private static bool IsBlank(ReadOnlySpan<byte> raw)
    {
        Span<char> text = JsonText.Read(raw, stackalloc char[JsonText.StackLength], out char[]? rented);
        bool blank = text.IsWhiteSpace();
        JsonText.Return(rented);
        return blank;
    }
}
