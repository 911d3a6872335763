using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value increased, or decreased.</summary>
internal sealed class TrendTest(int slot, bool up, TimeZoneInfo zone) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (!view.HasPreviousRecord)
        {
            return Verdict.False(ConditionReason.NoPreviousRecord);
        }

        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        ref FieldValue previous = ref view.Previous(slot);
        if (previous.State != ValueState.Present)
        {
            return Verdict.Unknown(previous.State == ValueState.Unreadable ? ConditionReason.Unreadable : ConditionReason.PreviousMissing);
        }

        return ValueOrder.Compare(ref value, ref previous, zone, datesOnly: false, out int order) == ComparisonFault.None
            ? Verdict.When(up ? order > 0 : order < 0, up ? ConditionReason.NotIncreased : ConditionReason.NotDecreased)
            : Verdict.Unknown(ConditionReason.TypeMismatch);
    }
}
