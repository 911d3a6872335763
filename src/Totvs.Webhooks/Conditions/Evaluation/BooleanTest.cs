using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The value is this boolean.</summary>
internal sealed class BooleanTest(bool expected) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        return value.Kind is JsonValueKind.True or JsonValueKind.False
            ? Verdict.When(value.Kind == JsonValueKind.True == expected, ConditionReason.OtherBoolean)
            : Verdict.Unknown(ConditionReason.TypeMismatch);
    }
}
