using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>A test of a date by itself, or in its relation to now.</summary>
internal sealed class DateTest(Func<DateValue, RecordView, Verdict> judge) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        return value.TryGetDate(out DateValue date) ? judge(date, view) : Verdict.Unknown(ConditionReason.TypeMismatch);
    }
}
