namespace Totvs.Webhooks.Conditions;

/// <summary>Why a condition is not true.</summary>
public enum ConditionReason
{
    /// <summary>It is true.</summary>
    None,

    /// <summary>The event carries no record.</summary>
    NoRecord,

    /// <summary>The record has no such field.</summary>
    Missing,

    /// <summary>The record before had no such field.</summary>
    PreviousMissing,

    /// <summary>What the field is compared with is missing.</summary>
    OperandMissing,

    /// <summary>The value is not of a type that the operator compares, or not of the type of what it is compared with.</summary>
    TypeMismatch,

    /// <summary>What the field is compared with is not of a type that the operator compares.</summary>
    OperandTypeMismatch,

    /// <summary>The record cannot be read there: a member's name is no valid Unicode.</summary>
    Unreadable,

    /// <summary>The search of the regular expression took too long and was given up.</summary>
    TooSlow,

    /// <summary>The value is another.</summary>
    NotEqual,

    /// <summary>The value is the one it may not be.</summary>
    Equal,

    /// <summary>The text is not found in the value.</summary>
    NoMatch,

    /// <summary>The text that may not be there is found in the value.</summary>
    Match,

    /// <summary>The value is not great enough.</summary>
    TooSmall,

    /// <summary>The value is too great.</summary>
    TooLarge,

    /// <summary>The value lies outside the range.</summary>
    OutsideRange,

    /// <summary>The value lies inside the range that it must stay out of.</summary>
    InsideRange,

    /// <summary>The value is none of the list.</summary>
    NotListed,

    /// <summary>The value is one of the list that it must stay out of.</summary>
    Listed,

    /// <summary>The boolean is the other one.</summary>
    OtherBoolean,

    /// <summary>There is a value.</summary>
    HasValue,

    /// <summary>There is no value.</summary>
    HasNoValue,

    /// <summary>The record has just been created, so that nothing changed.</summary>
    NoPreviousRecord,

    /// <summary>The value is the same as before.</summary>
    Unchanged,

    /// <summary>The value differs from the one before.</summary>
    Changed,

    /// <summary>The value is not greater than before.</summary>
    NotIncreased,

    /// <summary>The value is not less than before.</summary>
    NotDecreased,

    /// <summary>The date is too early.</summary>
    TooEarly,

    /// <summary>The date is too late.</summary>
    TooLate,

    /// <summary>The date is another day.</summary>
    OtherDay,

    /// <summary>The date is the day that it may not be.</summary>
    SameDay,

    /// <summary>The date lies outside the period.</summary>
    OutsidePeriod,

    /// <summary>The date is not long enough ago.</summary>
    NotOldEnough,

    /// <summary>Today is no anniversary of the date.</summary>
    NoAnniversary,

    /// <summary>No value of the list meets it.</summary>
    NoElement,

    /// <summary>A value of the list does not meet it.</summary>
    NotEveryElement,

    /// <summary>A value of the list meets it, and none may.</summary>
    SomeElement,

    /// <summary>One of the conditions, all of which are needed, is false.</summary>
    PartFalse,

    /// <summary>None of the conditions, one of which is needed, is true.</summary>
    NoPartTrue,

    /// <summary>One of the conditions is unknown, and no other decides.</summary>
    PartUnknown,

    /// <summary>The condition that is turned round is true.</summary>
    PartTrue,

    /// <summary>The value before the event was another than the one it has to have changed from.</summary>
    PreviousNotEqual,

    /// <summary>The value before the event was of another type than the one it has to have changed from.</summary>
    PreviousTypeMismatch,
}
