namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The date is before this one.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    public Condition IsBefore(Operand value) => Make(ConditionOperator.Before, value);

    /// <summary>The date is after this one.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    public Condition IsAfter(Operand value) => Make(ConditionOperator.After, value);

    /// <summary>The date is this one or before.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    public Condition IsOnOrBefore(Operand value) => Make(ConditionOperator.OnOrBefore, value);

    /// <summary>The date is this one or after.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    public Condition IsOnOrAfter(Operand value) => Make(ConditionOperator.OnOrAfter, value);

    /// <summary>The date falls on the same calendar day.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    public Condition IsOn(Operand value) => Make(ConditionOperator.On, value);

    /// <summary>The date is there and falls on another calendar day.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    public Condition IsNotOn(Operand value) => Make(ConditionOperator.NotOn, value);

    /// <summary>The date falls on today.</summary>
    public Condition IsToday() => Make(ConditionOperator.Today);

    /// <summary>The date falls on yesterday.</summary>
    public Condition IsYesterday() => Make(ConditionOperator.Yesterday);

    /// <summary>The date falls on tomorrow.</summary>
    public Condition IsTomorrow() => Make(ConditionOperator.Tomorrow);

    /// <summary>The date falls in this calendar week.</summary>
    public Condition IsInThisWeek() => Make(ConditionOperator.ThisWeek);

    /// <summary>The date falls in the calendar week before this one.</summary>
    public Condition IsInLastWeek() => Make(ConditionOperator.LastWeek);

    /// <summary>The date falls in the calendar week after this one.</summary>
    public Condition IsInNextWeek() => Make(ConditionOperator.NextWeek);

    /// <summary>The date falls in this calendar month.</summary>
    public Condition IsInThisMonth() => Make(ConditionOperator.ThisMonth);

    /// <summary>The date falls in the calendar month before this one.</summary>
    public Condition IsInLastMonth() => Make(ConditionOperator.LastMonth);

    /// <summary>The date falls in the calendar month after this one.</summary>
    public Condition IsInNextMonth() => Make(ConditionOperator.NextMonth);

    /// <summary>The date falls in this calendar quarter.</summary>
    public Condition IsInThisQuarter() => Make(ConditionOperator.ThisQuarter);

    /// <summary>The date falls in the calendar quarter before this one.</summary>
    public Condition IsInLastQuarter() => Make(ConditionOperator.LastQuarter);

    /// <summary>The date falls in the calendar quarter after this one.</summary>
    public Condition IsInNextQuarter() => Make(ConditionOperator.NextQuarter);

    /// <summary>The date falls in this calendar year.</summary>
    public Condition IsInThisYear() => Make(ConditionOperator.ThisYear);

    /// <summary>The date falls in the calendar year before this one.</summary>
    public Condition IsInLastYear() => Make(ConditionOperator.LastYear);

    /// <summary>The date falls in the calendar year after this one.</summary>
    public Condition IsInNextYear() => Make(ConditionOperator.NextYear);

    /// <summary>The date lies between the duration ago and now, both ends included.</summary>
    /// <param name="amount">How many units; from 1 to 1,000,000.</param>
    /// <param name="unit">The unit.</param>
    public Condition IsInTheLast(int amount, DurationUnit unit) => Make(ConditionOperator.InLast, Duration(amount, unit));

    /// <summary>The date lies between now and the duration from now, both ends included.</summary>
    /// <param name="amount">How many units; from 1 to 1,000,000.</param>
    /// <param name="unit">The unit.</param>
    public Condition IsInTheNext(int amount, DurationUnit unit) => Make(ConditionOperator.InNext, Duration(amount, unit));

    /// <summary>The date lies before the duration ago.</summary>
    /// <param name="amount">How many units; from 1 to 1,000,000.</param>
    /// <param name="unit">The unit.</param>
    public Condition IsOlderThan(int amount, DurationUnit unit) => Make(ConditionOperator.OlderThan, Duration(amount, unit));

    /// <summary>Today is an anniversary of the date.</summary>
    public Condition IsAnniversary() => Make(ConditionOperator.Anniversary);
}
