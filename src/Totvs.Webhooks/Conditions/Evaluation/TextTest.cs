using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The string contains, begins with or ends with another.</summary>
internal sealed class TextTest(TextMatch match, CompiledOperand operand, bool ignoreCase) : ValueTest
{
    private readonly StringComparison _comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        FieldValue room = default;
        ref FieldValue wanted = ref operand.Resolve(view, ref room);
        if (wanted.State != ValueState.Present)
        {
            return OperandNotThere(wanted);
        }

        if (value.Kind != JsonValueKind.String || wanted.Kind != JsonValueKind.String)
        {
            return Verdict.Unknown(value.Kind != JsonValueKind.String ? ConditionReason.TypeMismatch : ConditionReason.OperandTypeMismatch);
        }

        return Verdict.When(IsFound(JsonText.Raw(value.Element), JsonText.Raw(wanted.Element)), ConditionReason.NoMatch);
    }

    private bool IsFound(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> wantedRaw)
    {
        // Without escapes and case, bytes of valid UTF-8 match exactly where their characters do.
        if (!ignoreCase && !raw.Contains((byte)'\\') && !wantedRaw.Contains((byte)'\\'))
        {
            return match switch
            {
                TextMatch.AtStart => raw.StartsWith(wantedRaw),
                TextMatch.AtEnd => raw.EndsWith(wantedRaw),
                _ => raw.IndexOf(wantedRaw) >= 0,
            };
        }

        ReadOnlySpan<char> text = Read(raw, stackalloc char[JsonText.StackLength], out char[]? rented);
        ReadOnlySpan<char> wanted = Read(wantedRaw, stackalloc char[JsonText.StackLength], out char[]? wantedRented);
        bool found = match switch
        {
            TextMatch.AtStart => text.StartsWith(wanted, _comparison),
            TextMatch.AtEnd => text.EndsWith(wanted, _comparison),
            _ => text.Contains(wanted, _comparison),
        };
        JsonText.Return(rented);
        JsonText.Return(wantedRented);
        return found;
    }

    private ReadOnlySpan<char> Read(ReadOnlySpan<byte> raw, Span<char> stack, out char[]? rented) =>
        ignoreCase ? FoldedText.Read(raw, stack, out rented) : JsonText.Read(raw, stack, out rented);
}
