namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>The value differs from the one before the event; false when the record has just been created.</summary>
    public Condition Changed() => Make(ConditionOperator.Changed);

    /// <summary>The value is the one before the event; true when the record has just been created.</summary>
    public Condition DidNotChange() => Make(ConditionOperator.NotChanged);

    /// <summary>The value changed, and is now this one.</summary>
    /// <param name="value">The new value; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition ChangedTo(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.ChangedTo, ignoreCase, OrNull(value));

    /// <summary>The value changed, and was this one.</summary>
    /// <param name="value">The old value; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition ChangedFrom(Operand? value, bool ignoreCase = false) =>
        MakeText(ConditionOperator.ChangedFrom, ignoreCase, OrNull(value));

    /// <summary>The value changed from the first to the second.</summary>
    /// <param name="from">The old value; <see langword="null"/> for JSON null.</param>
    /// <param name="to">The new value; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored, without regard to culture. Default: no.</param>
    public Condition ChangedFromTo(Operand? from, Operand? to, bool ignoreCase = false) =>
        MakeText(ConditionOperator.ChangedFromTo, ignoreCase, [OrNull(from), OrNull(to)]);

    /// <summary>The number or date is greater than before the event.</summary>
    public Condition Increased() => Make(ConditionOperator.Increased);

    /// <summary>The number or date is less than before the event.</summary>
    public Condition Decreased() => Make(ConditionOperator.Decreased);
}
