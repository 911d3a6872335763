namespace Totvs.Webhooks.Conditions;

public sealed partial class FieldReference
{
    /// <summary>
    /// The value differs from the one before the event; false when the record has just been created. See
    /// <see cref="ConditionOperator.Changed"/>.
    /// </summary>
    /// <returns>The condition.</returns>
    public FieldCondition Changed() => Make(ConditionOperator.Changed);

    /// <summary>
    /// The value is the one before the event; true when the record has just been created. See <see cref="ConditionOperator.NotChanged"/>.
    /// </summary>
    /// <returns>The condition.</returns>
    public FieldCondition DidNotChange() => Make(ConditionOperator.NotChanged);

    /// <summary>The value changed, and is now this one. See <see cref="ConditionOperator.ChangedTo"/>.</summary>
    /// <param name="value">The new value; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition ChangedTo(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.ChangedTo, ignoreCase, OrNull(value));

    /// <summary>The value changed, and was this one. See <see cref="ConditionOperator.ChangedFrom"/>.</summary>
    /// <param name="value">The old value; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition ChangedFrom(Operand? value, bool ignoreCase = false) => MakeText(ConditionOperator.ChangedFrom, ignoreCase, OrNull(value));

    /// <summary>The value changed from the first to the second. See <see cref="ConditionOperator.ChangedFromTo"/>.</summary>
    /// <param name="from">The old value; <see langword="null"/> for JSON null.</param>
    /// <param name="to">The new value; <see langword="null"/> for JSON null.</param>
    /// <param name="ignoreCase">Whether case is ignored: see <see cref="FieldCondition.IgnoreCase"/>. Default: no.</param>
    /// <returns>The condition.</returns>
    public FieldCondition ChangedFromTo(Operand? from, Operand? to, bool ignoreCase = false) => MakeText(ConditionOperator.ChangedFromTo, ignoreCase, [OrNull(from), OrNull(to)]);

    /// <summary>The number or date is greater than before the event. See <see cref="ConditionOperator.Increased"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition Increased() => Make(ConditionOperator.Increased);

    /// <summary>The number or date is less than before the event. See <see cref="ConditionOperator.Decreased"/>.</summary>
    /// <returns>The condition.</returns>
    public FieldCondition Decreased() => Make(ConditionOperator.Decreased);
}
