using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Matching;

/// <summary>Whether a workflow runs for an event, and why.</summary>
public sealed class WorkflowExplanation
{
    /// <summary>The workflow.</summary>
    public required Workflow Workflow { get; init; }

    /// <summary>Whether the event runs it: it is active and its conditions, if any, are true.</summary>
    public required bool Runs { get; init; }

    /// <summary>
    /// What its conditions came to, part by part, whether the workflow is active or not; in the language of the options.
    /// <see langword="null"/> where it has none.
    /// </summary>
    public ConditionExplanation? Conditions { get; init; }

    /// <summary>
    /// The explanation as a sentence for people: "The workflow “Large deals won” does not run: amount is at least 10,000 (the value is
    /// not great enough: 9,500)."
    /// </summary>
    /// <param name="language">
    /// A language tag: <c>en</c>, <c>pt</c> or <c>es</c>, with or without a region; any other reads as English. Default: <c>en</c>.
    /// </param>
    /// <returns>The sentence.</returns>
    public string Describe(string language = "en")
    {
        ArgumentNullException.ThrowIfNull(language);
        return new WorkflowSentence(language).Of(this);
    }

    /// <summary>The explanation in English.</summary>
    /// <returns><see cref="Describe"/> in English.</returns>
    public override string ToString() => Describe();
}
