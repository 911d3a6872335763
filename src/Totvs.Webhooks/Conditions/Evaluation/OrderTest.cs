using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value stands before or after another, in the order of numbers or dates.</summary>
internal sealed class OrderTest(Ordering ordering, CompiledOperand operand, TimeZoneInfo zone, bool datesOnly) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        FieldValue room = default;
        ref FieldValue other = ref operand.Resolve(view, ref room);
        if (other.State != ValueState.Present)
        {
            return OperandNotThere(other);
        }

        ComparisonFault fault = ValueOrder.Compare(ref value, ref other, zone, datesOnly, out int order);
        return fault == ComparisonFault.None ? Judge(order) : Verdict.Unknown(ReasonOf(fault));
    }

    private Verdict Judge(int order) => ordering switch
    {
        Ordering.Less => Verdict.When(order < 0, datesOnly ? ConditionReason.TooLate : ConditionReason.TooLarge),
        Ordering.LessOrSame => Verdict.When(order <= 0, datesOnly ? ConditionReason.TooLate : ConditionReason.TooLarge),
        Ordering.Greater => Verdict.When(order > 0, datesOnly ? ConditionReason.TooEarly : ConditionReason.TooSmall),
        _ => Verdict.When(order >= 0, datesOnly ? ConditionReason.TooEarly : ConditionReason.TooSmall),
    };
}
