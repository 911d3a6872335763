using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Wording;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Matching;

/// <summary>Says in one sentence why a workflow runs for an event or not.</summary>
internal sealed class WorkflowSentence(string language)
{
    public string Of(WorkflowExplanation explanation)
    {
        string subject = Say(explanation.Runs
            ? new(
                $"The workflow “{explanation.Workflow.Name}” runs",
                $"O workflow “{explanation.Workflow.Name}” é executado",
                $"El workflow “{explanation.Workflow.Name}” se ejecuta")
            : new(
                $"The workflow “{explanation.Workflow.Name}” does not run",
                $"O workflow “{explanation.Workflow.Name}” não é executado",
                $"El workflow “{explanation.Workflow.Name}” no se ejecuta"));
        return $"{subject}: {Why(explanation)}.";
    }

    private string Why(WorkflowExplanation explanation)
    {
        bool isMet = explanation.Conditions is not { Result: not ConditionResult.True };
        if (explanation.Runs)
        {
            return explanation.Conditions is { } conditions
                ? conditions.Condition.Describe(language)
                : Say(new("it has no conditions", "não tem condições", "no tiene condiciones"));
        }

        if (explanation.Workflow.IsActive)
        {
            return new ObstacleSentence(language).Of(explanation.Conditions!);
        }

        return isMet
            ? Say(
                new(
                    "it is inactive, and would run if it were active",
                    "está inativo, e seria executado se estivesse ativo",
                    "está inactivo, y se ejecutaría si estuviera activo"))
            : $"{Say(new("it is inactive, and besides", "está inativo e, além disso", "está inactivo y, además"))}: "
                + $"{new ObstacleSentence(language).Of(explanation.Conditions!)}";
    }

    private string Say(LocalizedText text) => text.In(language);
}
