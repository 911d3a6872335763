using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value is the same as one of a list. Unknown where only an operand that is missing could have decided.</summary>
internal sealed class ListTest(CompiledOperand[] operands, ValueEquality equality) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        Verdict? unknown = null;
        bool isOfAType = false;
        FieldValue room = default;
        foreach (CompiledOperand operand in operands)
        {
            ref FieldValue wanted = ref operand.Resolve(view, ref room);
            if (wanted.State != ValueState.Present)
            {
                unknown = OperandNotThere(wanted);
            }
            else if (equality.AreEqual(ref value, ref wanted))
            {
                return Verdict.True;
            }
            else
            {
                isOfAType |= ValueEquality.AreOfOneType(value.Kind, wanted.Kind);
            }
        }

        return unknown ?? Verdict.False(isOfAType ? ConditionReason.NotListed : ConditionReason.TypeMismatch);
    }
}
