namespace Totvs.Webhooks.Conditions;

/// <summary>The closed vocabulary of conditions.</summary>
/// <remarks>
/// Each operator is true, false or unknown. "Missing" means that the record has no such field, or that something on the way to it is
/// missing or null. Where the event carries no record at all, every operator is unknown. An operator that negates another (<c>notEquals</c>
/// of <c>equals</c>) is exactly its negation, so that both are unknown together.
/// </remarks>
public enum ConditionOperator
{
    /// <summary>
    /// In JSON <c>equals</c>. The value is the operand. Decided for every value that is there, null included: values of
    /// different JSON types are not equal. Numbers are equal by value (1 equals 1.0, any number of digits), text character by
    /// character (or by the folding of <see cref="FieldCondition.IgnoreCase"/>), two texts that both read as ISO 8601 dates also
    /// when they are the same moment or, where one has no time, the same day; lists element by element, objects member by member
    /// in any order. Unknown where the field is missing.
    /// </summary>
    EqualTo,

    /// <summary>
    /// In JSON <c>notEquals</c>. The negation of <see cref="EqualTo"/>: true for null and for values of another type, unknown
    /// where the field is missing.
    /// </summary>
    NotEqualTo,

    /// <summary>
    /// In JSON <c>contains</c>. The text contains the operand, a text. Unknown on any other type, null included, and where the
    /// field is missing.
    /// </summary>
    Contains,

    /// <summary>
    /// In JSON <c>notContains</c>. The negation of <see cref="Contains"/>. Unknown on any other type, null included, and where
    /// the field is missing.
    /// </summary>
    NotContains,

    /// <summary>
    /// In JSON <c>startsWith</c>. The text begins with the operand, a text. Unknown on any other type, null included, and where
    /// the field is missing.
    /// </summary>
    StartsWith,

    /// <summary>
    /// In JSON <c>notStartsWith</c>. The negation of <see cref="StartsWith"/>. Unknown on any other type, null included, and
    /// where the field is missing.
    /// </summary>
    NotStartsWith,

    /// <summary>
    /// In JSON <c>endsWith</c>. The text ends with the operand, a text. Unknown on any other type, null included, and where the
    /// field is missing.
    /// </summary>
    EndsWith,

    /// <summary>
    /// In JSON <c>notEndsWith</c>. The negation of <see cref="EndsWith"/>. Unknown on any other type, null included, and where
    /// the field is missing.
    /// </summary>
    NotEndsWith,

    /// <summary>
    /// In JSON <c>matches</c>. The text has a match of the operand, a .NET regular expression without look-around, backreferences and
    /// atomic groups (<c>RegexOptions.NonBacktracking</c>), found in linear time; use <c>^</c> and <c>$</c> for the whole text, a line
    /// feed at its end included. A search that takes longer than a quarter of a second is given up and unknown, as are those past a
    /// second for all of one event. Unknown on any other type, null included, and where the field is missing.
    /// </summary>
    Matches,

    /// <summary>
    /// In JSON <c>notMatches</c>. The negation of <see cref="Matches"/>. Unknown on any other type, null included, and where the
    /// field is missing.
    /// </summary>
    NotMatches,

    /// <summary>
    /// In JSON <c>greaterThan</c>. The value is greater: both numbers, or both dates (text that reads as ISO 8601). Numbers are
    /// compared exactly, dates as moments, or as calendar days where one of the two has no time. Text that is no date has no
    /// order. Unknown on any other pair of types, null included, and where the field is missing.
    /// </summary>
    GreaterThan,

    /// <summary>
    /// In JSON <c>greaterOrEqual</c>. The value is greater or the same, by the rules of <see cref="GreaterThan"/>. Unknown on
    /// any other pair of types, null included, and where the field is missing.
    /// </summary>
    GreaterOrEqual,

    /// <summary>
    /// In JSON <c>lessThan</c>. The value is less, by the rules of <see cref="GreaterThan"/>. Unknown on any other pair of
    /// types, null included, and where the field is missing.
    /// </summary>
    LessThan,

    /// <summary>
    /// In JSON <c>lessOrEqual</c>. The value is less or the same, by the rules of <see cref="GreaterThan"/>. Unknown on any
    /// other pair of types, null included, and where the field is missing.
    /// </summary>
    LessOrEqual,

    /// <summary>
    /// In JSON <c>between</c>. The value is at least the first operand and at most the second: both ends belong to it. By the
    /// rules of <see cref="GreaterThan"/>. Unknown on any other pair of types, null included, and where the field is missing.
    /// </summary>
    Between,

    /// <summary>
    /// In JSON <c>notBetween</c>. The negation of <see cref="Between"/>. Unknown on any other pair of types, null included, and
    /// where the field is missing.
    /// </summary>
    NotBetween,

    /// <summary>
    /// In JSON <c>in</c>. The value is one of the operands, by the rules of <see cref="EqualTo"/>. Unknown where the field is
    /// missing.
    /// </summary>
    In,

    /// <summary>
    /// In JSON <c>notIn</c>. The negation of <see cref="In"/>: true for null and for values of another type, unknown where the
    /// field is missing.
    /// </summary>
    NotIn,

    /// <summary>
    /// In JSON <c>isTrue</c>. The value is the boolean true. False for the boolean false. Unknown on any other type, null
    /// included, and where the field is missing.
    /// </summary>
    IsTrue,

    /// <summary>
    /// In JSON <c>isFalse</c>. The value is the boolean false. False for the boolean true. Unknown on any other type, null
    /// included, and where the field is missing.
    /// </summary>
    IsFalse,

    /// <summary>
    /// In JSON <c>isNull</c>. There is no value: null, or the field is missing. Never unknown where the record can be read.
    /// </summary>
    IsNull,

    /// <summary>
    /// In JSON <c>isNotNull</c>. The negation of <see cref="IsNull"/>: false where the field is missing.
    /// </summary>
    IsNotNull,

    /// <summary>
    /// In JSON <c>isBlank</c>. There is nothing to read: null, the field is missing, or text of white space only. Any other
    /// value is not blank. Never unknown where the record can be read.
    /// </summary>
    IsBlank,

    /// <summary>
    /// In JSON <c>isNotBlank</c>. The negation of <see cref="IsBlank"/>: false where the field is missing.
    /// </summary>
    IsNotBlank,

    /// <summary>
    /// In JSON <c>isEmpty</c>. There is nothing in it: null, the field is missing, a text without characters, a list without
    /// elements or an object without members. Any other value is not empty. Never unknown where the record can be read.
    /// </summary>
    IsEmpty,

    /// <summary>
    /// In JSON <c>isNotEmpty</c>. The negation of <see cref="IsEmpty"/>: false where the field is missing.
    /// </summary>
    IsNotEmpty,

    /// <summary>
    /// In JSON <c>isMissing</c>. The record has no such field, or something on the way to it is missing or null. Null in the
    /// field itself is not missing. Never unknown where the record can be read.
    /// </summary>
    IsMissing,

    /// <summary>
    /// In JSON <c>isNotMissing</c>. The negation of <see cref="IsMissing"/>: true for null.
    /// </summary>
    IsNotMissing,

    /// <summary>
    /// In JSON <c>changed</c>. The value differs from the one before the event, by the rules of <see cref="EqualTo"/>. False
    /// when the record has just been created (there is no previous record). Missing on one side: true, unless the other side is
    /// null, which is no change. Unknown where the field is missing on both sides.
    /// </summary>
    Changed,

    /// <summary>
    /// In JSON <c>notChanged</c>. The negation of <see cref="Changed"/>: true when the record has just been created. Unknown
    /// where the field is missing on both sides.
    /// </summary>
    NotChanged,

    /// <summary>
    /// In JSON <c>changedTo</c>. <see cref="Changed"/>, and the value is now the operand. False when the record has just been
    /// created. Unknown where the field is missing now, unless it was null, which is no change.
    /// </summary>
    ChangedTo,

    /// <summary>
    /// In JSON <c>changedFrom</c>. <see cref="Changed"/>, and the value was the operand before. False when the record has just
    /// been created. Unknown where the field was missing before, unless it is null, which is no change.
    /// </summary>
    ChangedFrom,

    /// <summary>
    /// In JSON <c>changedFromTo</c>. <see cref="Changed"/>, the value was the first operand before and is the second now. False
    /// when the record has just been created. Unknown where the field is missing on a side, unless the other side already
    /// decides.
    /// </summary>
    ChangedFromTo,

    /// <summary>
    /// In JSON <c>increased</c>. The value is greater than before the event, by the rules of <see cref="GreaterThan"/>. False
    /// when the record has just been created. Unknown where the two values have no order, null included, and where the field is
    /// missing on a side.
    /// </summary>
    Increased,

    /// <summary>
    /// In JSON <c>decreased</c>. The value is less than before the event, by the rules of <see cref="GreaterThan"/>. False when
    /// the record has just been created. Unknown where the two values have no order, null included, and where the field is
    /// missing on a side.
    /// </summary>
    Decreased,

    /// <summary>
    /// In JSON <c>before</c>. The date is before the operand, a date. Dates with a time are compared as moments; where one of
    /// the two has no time, as calendar days of the time zone. A time without offset is of the time zone. Unknown on what is no
    /// ISO 8601 date, null included, and where the field is missing.
    /// </summary>
    Before,

    /// <summary>
    /// In JSON <c>after</c>. The date is after the operand, by the rules of <see cref="Before"/>.
    /// </summary>
    After,

    /// <summary>
    /// In JSON <c>onOrBefore</c>. The date is not after the operand, by the rules of <see cref="Before"/>.
    /// </summary>
    OnOrBefore,

    /// <summary>
    /// In JSON <c>onOrAfter</c>. The date is not before the operand, by the rules of <see cref="Before"/>.
    /// </summary>
    OnOrAfter,

    /// <summary>
    /// In JSON <c>on</c>. The date falls on the same calendar day of the time zone as the operand, a date. Unknown as for
    /// <see cref="Before"/>.
    /// </summary>
    On,

    /// <summary>
    /// In JSON <c>notOn</c>. The negation of <see cref="On"/>. Unknown as for <see cref="Before"/>.
    /// </summary>
    NotOn,

    /// <summary>
    /// In JSON <c>today</c>. The date falls on today, a calendar day of the time zone. Unknown as for <see cref="Before"/>.
    /// </summary>
    Today,

    /// <summary>
    /// In JSON <c>yesterday</c>. The date falls on yesterday, a calendar day of the time zone. Unknown as for
    /// <see cref="Before"/>.
    /// </summary>
    Yesterday,

    /// <summary>
    /// In JSON <c>tomorrow</c>. The date falls on tomorrow, a calendar day of the time zone. Unknown as for
    /// <see cref="Before"/>.
    /// </summary>
    Tomorrow,

    /// <summary>
    /// In JSON <c>thisWeek</c>. The date falls in this calendar week of the time zone, which begins on the engine's first day of
    /// the week. Unknown as for <see cref="Before"/>.
    /// </summary>
    ThisWeek,

    /// <summary>
    /// In JSON <c>lastWeek</c>. The date falls in the calendar week before this one, of the time zone, which begins on the engine's first
    /// day of the week. Unknown as for <see cref="Before"/>.
    /// </summary>
    LastWeek,

    /// <summary>
    /// In JSON <c>nextWeek</c>. The date falls in the calendar week after this one, of the time zone, which begins on the engine's first
    /// day of the week. Unknown as for <see cref="Before"/>.
    /// </summary>
    NextWeek,

    /// <summary>
    /// In JSON <c>thisMonth</c>. The date falls in this calendar month of the time zone. Unknown as for <see cref="Before"/>.
    /// </summary>
    ThisMonth,

    /// <summary>
    /// In JSON <c>lastMonth</c>. The date falls in the calendar month before this one, of the time zone. Unknown as for
    /// <see cref="Before"/>.
    /// </summary>
    LastMonth,

    /// <summary>
    /// In JSON <c>nextMonth</c>. The date falls in the calendar month after this one, of the time zone. Unknown as for
    /// <see cref="Before"/>.
    /// </summary>
    NextMonth,

    /// <summary>
    /// In JSON <c>thisQuarter</c>. The date falls in this calendar quarter of the time zone, which begins in January, April,
    /// July or October. Unknown as for <see cref="Before"/>.
    /// </summary>
    ThisQuarter,

    /// <summary>
    /// In JSON <c>lastQuarter</c>. The date falls in the calendar quarter before this one, of the time zone, which begins in January,
    /// April, July or October. Unknown as for <see cref="Before"/>.
    /// </summary>
    LastQuarter,

    /// <summary>
    /// In JSON <c>nextQuarter</c>. The date falls in the calendar quarter after this one, of the time zone, which begins in January, April,
    /// July or October. Unknown as for <see cref="Before"/>.
    /// </summary>
    NextQuarter,

    /// <summary>
    /// In JSON <c>thisYear</c>. The date falls in this calendar year of the time zone. Unknown as for <see cref="Before"/>.
    /// </summary>
    ThisYear,

    /// <summary>
    /// In JSON <c>lastYear</c>. The date falls in the calendar year before this one, of the time zone. Unknown as for <see cref="Before"/>.
    /// </summary>
    LastYear,

    /// <summary>
    /// In JSON <c>nextYear</c>. The date falls in the calendar year after this one, of the time zone. Unknown as for <see cref="Before"/>.
    /// </summary>
    NextYear,

    /// <summary>
    /// In JSON <c>inLast</c>. The date lies in the time from a duration ago up to now, both ends included. The operand is a
    /// duration: <c>30 days</c>. A date without time is compared as a calendar day. Unknown as for <see cref="Before"/>.
    /// </summary>
    InLast,

    /// <summary>
    /// In JSON <c>inNext</c>. The date lies in the time from now up to a duration from now, both ends included. The operand is a
    /// duration: <c>30 days</c>. A date without time is compared as a calendar day. Unknown as for <see cref="Before"/>.
    /// </summary>
    InNext,

    /// <summary>
    /// In JSON <c>olderThan</c>. The date lies before a duration ago. The operand is a duration: <c>30 days</c>. A date without
    /// time is compared as a calendar day. Unknown as for <see cref="Before"/>.
    /// </summary>
    OlderThan,

    /// <summary>
    /// In JSON <c>anniversary</c>. Today, in the time zone, has the date's month and day, in a later year than the date's. 29
    /// February is kept on 28 February where the year has no 29. Unknown as for <see cref="Before"/>.
    /// </summary>
    Anniversary,
}
