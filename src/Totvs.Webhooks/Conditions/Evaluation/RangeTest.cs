using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value stands between two others or is one of them. One end may decide where the other cannot be told.</summary>
internal sealed class RangeTest(CompiledOperand from, CompiledOperand to, TimeZoneInfo zone) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        Verdict reachesFrom = Judge(ref value, from, 1, view);
        if (reachesFrom.Truth == Truth.False)
        {
            return reachesFrom;
        }

        Verdict reachesTo = Judge(ref value, to, -1, view);
        return reachesTo.Truth == Truth.True ? reachesFrom : reachesTo;
    }

    private Verdict Judge(ref FieldValue value, CompiledOperand end, int side, RecordView view)
    {
        FieldValue room = default;
        ref FieldValue other = ref end.Resolve(view, ref room);
        if (other.State != ValueState.Present)
        {
            return OperandNotThere(other);
        }

        ComparisonFault fault = ValueOrder.Compare(ref value, ref other, zone, datesOnly: false, out int order);
        return fault == ComparisonFault.None
            ? Verdict.When(order * side >= 0, ConditionReason.OutsideRange)
            : Verdict.Unknown(ReasonOf(fault));
    }
}
