using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The date lies in the last or the next so many units, or before the last so many.</summary>
internal sealed class WindowTest(WindowKind kind, ConditionDuration duration, TimeZoneInfo zone) : DateTest(zone)
{
    protected override Verdict Judge(DateValue date, RecordView view)
    {
        int againstNow = DateValue.Compare(date, DateValue.Moment(view.Now), Zone);
        DateValue edge = new ConditionDuration(kind == WindowKind.Next ? duration.Amount : -duration.Amount, duration.Unit).From(view.Now, Zone);
        int againstEdge = DateValue.Compare(date, edge, Zone);
        return kind switch
        {
            WindowKind.Last => Verdict.When(againstEdge >= 0 && againstNow <= 0, ConditionReason.OutsidePeriod),
            WindowKind.Next => Verdict.When(againstNow >= 0 && againstEdge <= 0, ConditionReason.OutsidePeriod),
            _ => Verdict.When(againstEdge < 0, ConditionReason.NotOldEnough),
        };
    }
}
