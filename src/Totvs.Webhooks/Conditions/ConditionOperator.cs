namespace Totvs.Webhooks.Conditions;

/// <summary>The operators. The page on conditions takes their meanings from here; <see cref="OperatorTable"/> holds the rest.</summary>
/// <remarks>
/// Each operator is true, false or unknown. Unless its meaning says otherwise, it is unknown where the field is missing, null or of a type
/// that the operator does not compare. An operator that negates another is exactly its negation, so that both are unknown together.
/// </remarks>
internal enum ConditionOperator
{
    /// <summary>
    /// The value is the operand. Decided for every value that is there, null included: values of different JSON types are not equal.
    /// Numbers are equal by value (1 equals 1.0, any number of digits), strings character by character (or by the folding of
    /// <see cref="FieldCondition.IgnoreCase"/>), two strings that both read as ISO 8601 dates also when they are the same moment or, where
    /// one has no time, the same day; arrays element by element, objects property by property in any order.
    /// </summary>
    EqualTo,
    /// <summary>The negation of <see cref="EqualTo"/>: true for null and for values of another type.</summary>
    NotEqualTo,

    /// <summary>The string contains the operand, a string.</summary>
    Contains,
    /// <summary>The negation of <see cref="Contains"/>.</summary>
    NotContains,
    /// <summary>The string begins with the operand, a string.</summary>
    StartsWith,
    /// <summary>The negation of <see cref="StartsWith"/>.</summary>
    NotStartsWith,
    /// <summary>The string ends with the operand, a string.</summary>
    EndsWith,
    /// <summary>The negation of <see cref="EndsWith"/>.</summary>
    NotEndsWith,
    /// <summary>
    /// The string has a match of the operand, a .NET regular expression without look-around, backreferences and atomic groups
    /// (<c>RegexOptions.NonBacktracking</c>), found in linear time; <c>^</c> and <c>$</c> are the ends of the whole string, a line feed
    /// at its end included. Unknown also where the search takes too long.
    /// </summary>
    Matches,
    /// <summary>The negation of <see cref="Matches"/>.</summary>
    NotMatches,

    /// <summary>
    /// The value is greater: both numbers, or both dates (strings that read as ISO 8601). Numbers are compared exactly, dates as moments,
    /// or as calendar days where one of the two has no time. A string that is no date has no order.
    /// </summary>
    GreaterThan,
    /// <summary>The value is greater or the same, by the rules of <see cref="GreaterThan"/>.</summary>
    GreaterOrEqual,
    /// <summary>The value is less, by the rules of <see cref="GreaterThan"/>.</summary>
    LessThan,
    /// <summary>The value is less or the same, by the rules of <see cref="GreaterThan"/>.</summary>
    LessOrEqual,
    /// <summary>The value is at least the first operand and at most the second, by the rules of <see cref="GreaterThan"/>.</summary>
    Between,
    /// <summary>The negation of <see cref="Between"/>.</summary>
    NotBetween,

    /// <summary>The value is one of the operands, by the rules of <see cref="EqualTo"/>.</summary>
    In,
    /// <summary>The negation of <see cref="In"/>: true for null and for values of another type.</summary>
    NotIn,

    /// <summary>The value is the boolean true.</summary>
    IsTrue,
    /// <summary>The value is the boolean false.</summary>
    IsFalse,

    /// <summary>There is no value: null, or the field is missing.</summary>
    IsNull,
    /// <summary>The negation of <see cref="IsNull"/>: false where the field is missing.</summary>
    IsNotNull,
    /// <summary>Null, the field is missing, or a string of white space only. Any other value is not blank.</summary>
    IsBlank,
    /// <summary>The negation of <see cref="IsBlank"/>: false where the field is missing.</summary>
    IsNotBlank,
    /// <summary>
    /// Null, the field is missing, a string without characters, an array without elements or an object without properties. Any other
    /// value is not empty.
    /// </summary>
    IsEmpty,
    /// <summary>The negation of <see cref="IsEmpty"/>: false where the field is missing.</summary>
    IsNotEmpty,
    /// <summary>
    /// The record has no such field, or something on the way to it is missing or null. Null in the field itself is not missing.
    /// </summary>
    IsMissing,
    /// <summary>The negation of <see cref="IsMissing"/>: true for null.</summary>
    IsNotMissing,

    /// <summary>
    /// The value differs from the one before the event, by the rules of <see cref="EqualTo"/>. False when the record has just been created.
    /// Missing on one side: true, unless the other side is null, which is no change. Unknown where the field is missing on both sides.
    /// </summary>
    Changed,
    /// <summary>The negation of <see cref="Changed"/>: true when the record has just been created.</summary>
    NotChanged,
    /// <summary>
    /// <see cref="Changed"/>, and the value is now the operand. False when the record has just been created. Unknown where the field is
    /// missing now, unless it was null, which is no change.
    /// </summary>
    ChangedTo,
    /// <summary>
    /// <see cref="Changed"/>, and the value was the operand before. False when the record has just been created. Unknown where the field
    /// was missing before, unless it is null, which is no change.
    /// </summary>
    ChangedFrom,
    /// <summary>
    /// <see cref="Changed"/>, the value was the first operand before and is the second now. False when the record has just been created.
    /// Unknown where the field is missing on a side, unless the other side already decides.
    /// </summary>
    ChangedFromTo,
    /// <summary>
    /// The value is greater than before the event, by the rules of <see cref="GreaterThan"/>. False when the record has just been created.
    /// </summary>
    Increased,
    /// <summary>
    /// The value is less than before the event, by the rules of <see cref="GreaterThan"/>. False when the record has just been created.
    /// </summary>
    Decreased,

    /// <summary>
    /// The date is before the operand, a date. Dates with a time are compared as moments; where one of the two has no time, as calendar
    /// days of the time zone. A time without offset is of the time zone. Unknown on what is no ISO 8601 date.
    /// </summary>
    Before,
    /// <summary>The date is after the operand, by the rules of <see cref="Before"/>.</summary>
    After,
    /// <summary>The date is not after the operand, by the rules of <see cref="Before"/>.</summary>
    OnOrBefore,
    /// <summary>The date is not before the operand, by the rules of <see cref="Before"/>.</summary>
    OnOrAfter,
    /// <summary>The date falls on the same calendar day of the time zone as the operand, a date.</summary>
    On,
    /// <summary>The negation of <see cref="On"/>.</summary>
    NotOn,

    /// <summary>The date falls on today.</summary>
    Today,
    /// <summary>The date falls on yesterday.</summary>
    Yesterday,
    /// <summary>The date falls on tomorrow.</summary>
    Tomorrow,

    /// <summary>The date falls in this calendar week, which begins on the first day of the week of the workflow.</summary>
    ThisWeek,
    /// <summary>The date falls in the calendar week before this one.</summary>
    LastWeek,
    /// <summary>The date falls in the calendar week after this one.</summary>
    NextWeek,

    /// <summary>The date falls in this calendar month.</summary>
    ThisMonth,
    /// <summary>The date falls in the calendar month before this one.</summary>
    LastMonth,
    /// <summary>The date falls in the calendar month after this one.</summary>
    NextMonth,

    /// <summary>The date falls in this calendar quarter, which begins in January, April, July or October.</summary>
    ThisQuarter,
    /// <summary>The date falls in the calendar quarter before this one.</summary>
    LastQuarter,
    /// <summary>The date falls in the calendar quarter after this one.</summary>
    NextQuarter,

    /// <summary>The date falls in this calendar year.</summary>
    ThisYear,
    /// <summary>The date falls in the calendar year before this one.</summary>
    LastYear,
    /// <summary>The date falls in the calendar year after this one.</summary>
    NextYear,

    /// <summary>The date lies between a duration ago and now, both ends included. A date without time is a calendar day.</summary>
    InLast,
    /// <summary>The date lies between now and a duration from now, both ends included. A date without time is a calendar day.</summary>
    InNext,
    /// <summary>The date lies before a duration ago. A date without time is a calendar day.</summary>
    OlderThan,
    /// <summary>
    /// Today has the date's month and day, in a later year. 29 February is kept on 28 February where the year has no 29.
    /// </summary>
    Anniversary,
}
