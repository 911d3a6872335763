namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The date is before this one. See <see cref="ConditionOperator.Before"/>.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsBefore(Operand value) => Make(ConditionOperator.Before, value);

    /// <summary>The date is after this one. See <see cref="ConditionOperator.After"/>.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsAfter(Operand value) => Make(ConditionOperator.After, value);

    /// <summary>The date is this one or before. See <see cref="ConditionOperator.OnOrBefore"/>.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsOnOrBefore(Operand value) => Make(ConditionOperator.OnOrBefore, value);

    /// <summary>The date is this one or after. See <see cref="ConditionOperator.OnOrAfter"/>.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsOnOrAfter(Operand value) => Make(ConditionOperator.OnOrAfter, value);

    /// <summary>The date falls on the same calendar day. See <see cref="ConditionOperator.On"/>.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsOn(Operand value) => Make(ConditionOperator.On, value);

    /// <summary>The date is there and falls on another calendar day. See <see cref="ConditionOperator.NotOn"/>.</summary>
    /// <param name="value">A date, or another field, or <see cref="Operand.Now()"/>.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsNotOn(Operand value) => Make(ConditionOperator.NotOn, value);

    /// <summary>The date falls on today. See <see cref="ConditionOperator.Today"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsToday() => Make(ConditionOperator.Today);

    /// <summary>The date falls on yesterday. See <see cref="ConditionOperator.Yesterday"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsYesterday() => Make(ConditionOperator.Yesterday);

    /// <summary>The date falls on tomorrow. See <see cref="ConditionOperator.Tomorrow"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsTomorrow() => Make(ConditionOperator.Tomorrow);

    /// <summary>The date falls in this week. See <see cref="ConditionOperator.ThisWeek"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInThisWeek() => Make(ConditionOperator.ThisWeek);

    /// <summary>The date falls in the last week. See <see cref="ConditionOperator.LastWeek"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInLastWeek() => Make(ConditionOperator.LastWeek);

    /// <summary>The date falls in the next week. See <see cref="ConditionOperator.NextWeek"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInNextWeek() => Make(ConditionOperator.NextWeek);

    /// <summary>The date falls in this month. See <see cref="ConditionOperator.ThisMonth"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInThisMonth() => Make(ConditionOperator.ThisMonth);

    /// <summary>The date falls in the last month. See <see cref="ConditionOperator.LastMonth"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInLastMonth() => Make(ConditionOperator.LastMonth);

    /// <summary>The date falls in the next month. See <see cref="ConditionOperator.NextMonth"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInNextMonth() => Make(ConditionOperator.NextMonth);

    /// <summary>The date falls in this quarter. See <see cref="ConditionOperator.ThisQuarter"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInThisQuarter() => Make(ConditionOperator.ThisQuarter);

    /// <summary>The date falls in the last quarter. See <see cref="ConditionOperator.LastQuarter"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInLastQuarter() => Make(ConditionOperator.LastQuarter);

    /// <summary>The date falls in the next quarter. See <see cref="ConditionOperator.NextQuarter"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInNextQuarter() => Make(ConditionOperator.NextQuarter);

    /// <summary>The date falls in this year. See <see cref="ConditionOperator.ThisYear"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInThisYear() => Make(ConditionOperator.ThisYear);

    /// <summary>The date falls in the last year. See <see cref="ConditionOperator.LastYear"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInLastYear() => Make(ConditionOperator.LastYear);

    /// <summary>The date falls in the next year. See <see cref="ConditionOperator.NextYear"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsInNextYear() => Make(ConditionOperator.NextYear);

    /// <summary>The date lies between the duration ago and now, both ends included. See <see cref="ConditionOperator.InLast"/>.</summary>
    /// <param name="amount">How many units; from 1 to 1,000,000.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsInTheLast(int amount, DurationUnit unit) => Make(ConditionOperator.InLast, Duration(amount, unit));

    /// <summary>
    /// The date lies between now and the duration from now, both ends included. See <see cref="ConditionOperator.InNext"/>.
    /// </summary>
    /// <param name="amount">How many units; from 1 to 1,000,000.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsInTheNext(int amount, DurationUnit unit) => Make(ConditionOperator.InNext, Duration(amount, unit));

    /// <summary>The date lies before the duration ago. See <see cref="ConditionOperator.OlderThan"/>.</summary>
    /// <param name="amount">How many units; from 1 to 1,000,000.</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The condition.</returns>
    public FieldCondition IsOlderThan(int amount, DurationUnit unit) => Make(ConditionOperator.OlderThan, Duration(amount, unit));

    /// <summary>Today is an anniversary of the date. See <see cref="ConditionOperator.Anniversary"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition IsAnniversary() => Make(ConditionOperator.Anniversary);
}
