using Totvs.Webhooks.Conditions.Wording;

namespace Totvs.Webhooks.Conditions;

/// <summary>What must be true of a record for a workflow to run: a tree of all, any and not over conditions on fields.</summary>
/// <remarks>
/// A condition is true, false or unknown (Kleene's three-valued logic). A condition on a value that is missing is unknown, and so is its
/// negation, except for the operators made for missing values (<see cref="FieldReference.IsMissing"/> and its like). Unknown does not
/// match. Conditions are data: immutable, compared by value, written to JSON and read back without loss. The page on conditions
/// (docs/conditions.md) holds the exact rules of each operator.
/// </remarks>
public abstract class Condition
{
    private protected Condition()
    {
    }

    /// <summary>True when every one of the conditions is; false when one is false; unknown otherwise.</summary>
    /// <param name="conditions">One or more conditions. An empty group is refused when its workflow is added.</param>
    public static Condition All(params IEnumerable<Condition> conditions) => new AllCondition(conditions);

    /// <summary>True when at least one of the conditions is; false when every one is false; unknown otherwise.</summary>
    /// <param name="conditions">One or more conditions. An empty group is refused when its workflow is added.</param>
    public static Condition Any(params IEnumerable<Condition> conditions) => new AnyCondition(conditions);

    /// <summary>True when the condition is false, false when it is true, and unknown when it is unknown.</summary>
    /// <param name="condition">The condition to negate.</param>
    public static Condition Not(Condition condition) => new NotCondition(condition);

    /// <summary>True when at least one of the fields changed; always false when the record has just been created.</summary>
    /// <param name="paths">The paths of the fields.</param>
    public static Condition AnyChanged(params IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new AnyCondition(paths.Select(path => Field(path).Changed()));
    }

    /// <summary>Begins a condition on a field of the record.</summary>
    /// <param name="path">
    /// The field's path: <c>customer.address.state</c>, <c>items[].code</c>, <c>items[0].price</c>, <c>customer.'full name'</c>.
    /// </param>
    /// <returns>The field, to be followed by an operator.</returns>
    public static FieldReference Field(string path) => new(path);

    /// <summary>Both must be true. A group of all on either side is joined, not nested.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static Condition operator &(Condition left, Condition right) =>
        new AllCondition([.. PartsOf<AllCondition>(left), .. PartsOf<AllCondition>(right)]);

    /// <summary>At least one must be true. A group of any on either side is joined, not nested.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static Condition operator |(Condition left, Condition right) =>
        new AnyCondition([.. PartsOf<AnyCondition>(left), .. PartsOf<AnyCondition>(right)]);

    /// <summary>The negation: see <see cref="Not"/>.</summary>
    /// <param name="condition">The condition to negate.</param>
    public static Condition operator !(Condition condition) => Not(condition);

    /// <summary>Whether two conditions are the same tree with equal operands.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Condition? left, Condition? right) => Equals(left, right);

    /// <summary>Whether two conditions differ.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Condition? left, Condition? right) => !Equals(left, right);

    /// <summary>The condition as a sentence: "amount is at least 10,000 and stage changed to won".</summary>
    /// <param name="language">
    /// A language tag: <c>en</c>, <c>pt</c> or <c>es</c>, with or without a region; any other reads as English. Default: <c>en</c>.
    /// </param>
    /// <returns>The sentence, without a full stop.</returns>
    public string Describe(string language = "en")
    {
        ArgumentNullException.ThrowIfNull(language);
        return new ConditionDescription(language).Of(this);
    }

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>The condition in English: see <see cref="Describe"/>.</summary>
    public sealed override string ToString() => Describe();

    private static IReadOnlyList<Condition> PartsOf<TGroup>(Condition condition)
        where TGroup : GroupCondition
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition is TGroup group ? group.Conditions : [condition];
    }
}
