using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value is absent to a degree. The only tests that decide on a missing value.</summary>
internal sealed class PresenceTest(Presence presence) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view) => value.State switch
    {
        ValueState.Missing => Verdict.True,
        ValueState.Present => Verdict.When(IsAbsent(value), ConditionReason.HasValue),
        _ => NotThere(value),
    };

    private bool IsAbsent(in FieldValue value)
    {
        if (presence == Presence.Missing)
        {
            return false;
        }

        return value.Kind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.String when presence == Presence.Blank => IsBlank(JsonText.Raw(value.Element)),
            JsonValueKind.String when presence == Presence.Empty => JsonText.Raw(value.Element).IsEmpty,
            JsonValueKind.Array when presence == Presence.Empty => value.Element.GetArrayLength() == 0,
            JsonValueKind.Object when presence == Presence.Empty => value.Element.GetPropertyCount() == 0,
            _ => false,
        };
    }

    private static bool IsBlank(ReadOnlySpan<byte> raw)
    {
        Span<char> text = JsonText.Read(raw, stackalloc char[JsonText.StackLength], out char[]? rented);
        bool blank = text.IsWhiteSpace();
        JsonText.Return(rented);
        return blank;
    }
}
