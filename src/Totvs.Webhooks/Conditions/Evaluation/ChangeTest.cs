using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value differs from the one before the event; where stated, it was one value and is now another.</summary>
internal sealed class ChangeTest(
    int slot, CompiledOperand? from, CompiledOperand? to, ValueEquality equality, ValueEquality exactEquality) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (!view.HasPreviousRecord)
        {
            return Verdict.False(ConditionReason.NoPreviousRecord);
        }

        ref FieldValue previous = ref view.Previous(slot);
        if (value.State == ValueState.Unreadable || previous.State == ValueState.Unreadable)
        {
            return Verdict.Unknown(ConditionReason.Unreadable);
        }

        Verdict isAsked = And(Is(ref previous, from, view, wasBefore: true), Is(ref value, to, view, wasBefore: false));
        return And(Changed(ref value, ref previous), isAsked);
    }

    private Verdict Changed(ref FieldValue value, ref FieldValue previous)
    {
        bool isThere = value.State == ValueState.Present;
        bool wasThere = previous.State == ValueState.Present;
        if (isThere && wasThere)
        {
            return Verdict.When(!exactEquality.AreEqual(ref value, ref previous), ConditionReason.Unchanged);
        }

        if (!isThere && !wasThere)
        {
            return Verdict.Unknown(ConditionReason.Missing);
        }

        return Verdict.When((isThere ? value : previous).Kind != JsonValueKind.Null, ConditionReason.Unchanged);
    }

    private Verdict Is(ref FieldValue value, CompiledOperand? operand, RecordView view, bool wasBefore)
    {
        if (operand is null)
        {
            return Verdict.True;
        }

        if (value.State != ValueState.Present)
        {
            return Verdict.Unknown(wasBefore ? ConditionReason.PreviousMissing : ConditionReason.Missing);
        }

        FieldValue room = default;
        ref FieldValue wanted = ref operand.Resolve(view, ref room);
        if (wanted.State != ValueState.Present)
        {
            return OperandNotThere(wanted);
        }

        return equality.AreEqual(ref value, ref wanted) ? Verdict.True : Verdict.False((ReasonOf(value, wanted), wasBefore) switch
        {
            (ConditionReason.NotEqual, true) => ConditionReason.PreviousNotEqual,
            (_, true) => ConditionReason.PreviousTypeMismatch,
            (ConditionReason reason, _) => reason,
        });
    }

    private static Verdict And(Verdict first, Verdict second) => first.Result switch
    {
        ConditionResult.False => first,
        ConditionResult.Unknown when second.Result != ConditionResult.False => first,
        _ => second,
    };
}
