using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value stands above or below another, in the order of numbers or dates.</summary>
/// <param name="side">1 for above, -1 for below.</param>
/// <param name="orSame">Whether the same value meets it.</param>
/// <param name="operand">The other value.</param>
/// <param name="reason">The reason where it does not.</param>
/// <param name="zone">The time zone of dates.</param>
/// <param name="datesOnly">Whether numbers have no order.</param>
internal sealed class OrderTest(
    int side, bool orSame, CompiledOperand operand, ConditionReason reason, TimeZoneInfo zone, bool datesOnly = false) : ValueTest
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
        return fault switch
        {
            ComparisonFault.None => Verdict.When(orSame ? order * side >= 0 : order * side > 0, reason),
            ComparisonFault.Left => Verdict.Unknown(ConditionReason.TypeMismatch),
            _ => Verdict.Unknown(ConditionReason.OperandTypeMismatch),
        };
    }
}
