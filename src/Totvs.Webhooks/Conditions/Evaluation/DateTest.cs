using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>What is asked of a date by itself, or in its relation to now.</summary>
internal abstract class DateTest(TimeZoneInfo zone) : ValueTest
{
    protected TimeZoneInfo Zone { get; } = zone;

    public sealed override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        return value.TryGetDate(out DateValue date) ? Judge(date, view) : Verdict.Unknown(ConditionReason.TypeMismatch);
    }

    protected abstract Verdict Judge(DateValue date, RecordView view);
}
