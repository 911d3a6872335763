using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The date falls on the same calendar day as another.</summary>
internal sealed class DayTest(CompiledOperand operand, TimeZoneInfo zone) : DateTest(zone)
{
    protected override Verdict Judge(DateValue date, RecordView view)
    {
        FieldValue room = default;
        ref FieldValue other = ref operand.Resolve(view, ref room);
        if (other.State != ValueState.Present)
        {
            return OperandNotThere(other);
        }

        return other.TryGetDate(out DateValue otherDate)
            ? Verdict.When(date.DayIn(Zone) == otherDate.DayIn(Zone), ConditionReason.OtherDay)
            : Verdict.Unknown(ConditionReason.OperandTypeMismatch);
    }
}
