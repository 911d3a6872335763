using System.Text.Json;
using Totvs.Webhooks.Workflows.Conditions;
using Totvs.Webhooks.Workflows.Conditions.Text;

namespace Totvs.Webhooks.Workflows;

/// <summary>Says in one sentence why a workflow runs for an event or not.</summary>
internal sealed class WorkflowSentence(string language)
{
    private const int MostReasons = 5;

    public string Of(WorkflowExplanation explanation)
    {
        string subject = Say(explanation.Runs
            ? new($"The workflow “{explanation.Workflow.Name}” runs", $"O workflow “{explanation.Workflow.Name}” é executado", $"El workflow “{explanation.Workflow.Name}” se ejecuta")
            : new($"The workflow “{explanation.Workflow.Name}” does not run", $"O workflow “{explanation.Workflow.Name}” não é executado", $"El workflow “{explanation.Workflow.Name}” no se ejecuta"));
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
            return Reasons(explanation.Conditions!);
        }

        return isMet
            ? Say(new("it is inactive, and would run if it were active", "está inativo, e seria executado se estivesse ativo", "está inactivo, y se ejecutaría si estuviera activo"))
            : $"{Say(new("it is inactive, and besides", "está inativo e, além disso", "está inactivo y, además"))}: {Reasons(explanation.Conditions!)}";
    }

    /// <summary>The conditions that stand in the way, each with its reason.</summary>
    private string Reasons(ConditionExplanation conditions)
    {
        List<ConditionExplanation> inTheWay = [.. InTheWay(conditions)];
        IEnumerable<string> reasons = inTheWay.Take(MostReasons).Select(Reason);
        return string.Join("; ", inTheWay.Count > MostReasons ? [.. reasons, "…"] : reasons);
    }

    private string Reason(ConditionExplanation part)
    {
        string description = part.Condition.Describe(language);
        string? reason = ReasonPhrases.Of(part.Reason)?.In(language);
        string? value = part.Value is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } plain
            ? LiteralText.Of(plain, language, new LocalizedText("no value", "sem valor", "sin valor"))
            : null;
        return reason is null ? description : value is null ? $"{description} ({reason})" : $"{description} ({reason}: {value})";
    }

    private static IEnumerable<ConditionExplanation> InTheWay(ConditionExplanation part) => part.Condition switch
    {
        AllCondition => part.Children.Where(child => child.Result != ConditionResult.True).SelectMany(InTheWay),
        AnyCondition => part.Children.SelectMany(InTheWay),
        _ => [part],
    };

    private string Say(LocalizedText text) => text.In(language);
}
