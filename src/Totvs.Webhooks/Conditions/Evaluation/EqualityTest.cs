using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value is the same as another.</summary>
internal sealed class EqualityTest(CompiledOperand operand, ValueEquality equality) : ValueTest
{
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

        return equality.AreEqual(ref value, ref wanted) ? Verdict.True : Verdict.False(ReasonOf(value, wanted));
    }
}
