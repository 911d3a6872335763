using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>
/// A compiled condition: its paths, numbers, dates and patterns are read once. Immutable and thread-safe.
/// </summary>
internal abstract class CompiledCondition
{
    /// <summary>Compiles a valid condition.</summary>
    /// <param name="condition">A condition in which <see cref="ConditionValidator"/> finds no fault.</param>
    /// <param name="settings">Time zone and first day of the week.</param>
    /// <param name="paths">The table that the record views of this condition will be made with.</param>
    /// <exception cref="ArgumentException">The condition is not valid.</exception>
    public static CompiledCondition Compile(Condition condition, ConditionSettings settings, FieldPathTable paths) =>
        new ConditionCompiler(settings, paths).Compile(condition);

    /// <summary>Judges the condition. Never throws because of what is in the record.</summary>
    public ConditionResult Evaluate(RecordView view) => Judge(view).Result;

    /// <summary>Judges the condition, with the reason where it is not true.</summary>
    public abstract Verdict Judge(RecordView view);

    /// <summary>Judges the condition and every part of it, with the values that decided.</summary>
    /// <param name="view">The record.</param>
    /// <param name="language">The language of descriptions and reasons: <c>en</c>, <c>pt</c> or <c>es</c>.</param>
    public abstract ConditionExplanation Explain(RecordView view, string language);
}
