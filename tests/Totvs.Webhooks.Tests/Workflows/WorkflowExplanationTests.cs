using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Tests.Workflows.Conditions;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Conditions;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WorkflowExplanationTests
{
    private static readonly Condition Large = Condition.Field("amount").IsAtLeast(10_000);

    [Test]
    public async Task Every_workflow_of_the_trigger_is_explained_active_or_not()
    {
        using var bed = new EngineUnderTest(
        [
            SomeWorkflow.Named("always"),
            SomeWorkflow.Named("inactive") with { IsActive = false },
            SomeWorkflow.Named("large") with { Conditions = Large },
            SomeWorkflow.Named("larger") with { Conditions = Condition.Field("amount").IsAtLeast(20_000) },
            SomeWorkflow.Named("other trigger", CrmTriggers.OpportunityLost),
        ]);

        IReadOnlyList<WorkflowExplanation> explanations = await bed.Engine.ExplainAsync(Won("""{"amount":15000}"""));

        Assert.That(
            explanations.Select(explanation => (explanation.Workflow.Name, explanation.Runs)),
            Is.EqualTo(new[] { ("always", true), ("inactive", false), ("large", true), ("larger", false) }));
        Assert.That(explanations[0].Conditions, Is.Null);
        Assert.That(explanations[2].Conditions!.Result, Is.EqualTo(ConditionResult.True));
        Assert.That((explanations[3].Conditions!.Result, explanations[3].Conditions!.Reason, explanations[3].Conditions!.Path), Is.EqualTo((ConditionResult.False, ConditionReason.TooSmall, "amount")));
        Assert.That(explanations[3].Conditions!.Value!.Value.GetInt32(), Is.EqualTo(15_000));
    }

    [Test]
    public async Task Trigger_that_no_workflow_waits_for_explains_nothing()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("won")]);

        Assert.That(await bed.Engine.ExplainAsync(new WorkflowEvent(SomeWorkflow.InvoicePaid, "7")), Is.Empty);
    }

    [Test]
    public async Task Explanation_waits_for_the_workflows_of_the_store()
    {
        using var bed = new EngineUnderTest([], new ScriptedWorkflowStore { OnList = _ => Task.FromResult<IReadOnlyList<Workflow>>([SomeWorkflow.Named("stored")]) });

        Assert.That((await bed.Engine.ExplainAsync(Won("{}"))).Single().Workflow.Name, Is.EqualTo("stored"));
    }

    [Test]
    public async Task Conditions_are_explained_in_the_language_of_the_engine()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("large") with { Conditions = Large }], language: "pt-BR");

        ConditionExplanation conditions = (await bed.Engine.ExplainAsync(Won("""{"amount":1}"""))).Single().Conditions!;

        Assert.That(conditions.ReasonText, Is.EqualTo("o valor não é grande o bastante"));
        Assert.That(conditions.Description, Is.EqualTo(Large.Describe("pt")));
    }

    [TestCase("en", "The workflow “W” runs: it has no conditions.")]
    [TestCase("pt-BR", "O workflow “W” é executado: não tem condições.")]
    [TestCase("es", "El workflow “W” se ejecuta: no tiene condiciones.")]
    [TestCase("fr", "The workflow “W” runs: it has no conditions.")]
    public async Task Workflow_without_conditions_runs(string language, string sentence) =>
        Assert.That(await SentenceAsync(SomeWorkflow.Named("W"), "{}", language), Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” runs: amount is at least 10,000.")]
    [TestCase("pt", "O workflow “W” é executado: amount é no mínimo 10.000.")]
    [TestCase("es", "El workflow “W” se ejecuta: amount es como mínimo 10.000.")]
    public async Task Workflow_whose_conditions_are_met_runs(string language, string sentence) =>
        Assert.That(await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large }, """{"amount":10000}""", language), Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” does not run: amount is at least 10,000 (the value is not great enough: 9,500.5).")]
    [TestCase("pt", "O workflow “W” não é executado: amount é no mínimo 10.000 (o valor não é grande o bastante: 9.500,5).")]
    [TestCase("es", "El workflow “W” no se ejecuta: amount es como mínimo 10.000 (el valor no es lo bastante grande: 9.500,5).")]
    public async Task Workflow_whose_conditions_are_not_met_says_what_stands_in_the_way(string language, string sentence) =>
        Assert.That(await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large & Condition.Field("stage").Is("won") }, """{"amount":9500.5,"stage":"won"}""", language), Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” does not run: it is inactive, and would run if it were active.")]
    [TestCase("pt", "O workflow “W” não é executado: está inativo, e seria executado se estivesse ativo.")]
    [TestCase("es", "El workflow “W” no se ejecuta: está inactivo, y se ejecutaría si estuviera activo.")]
    public async Task Inactive_workflow_says_whether_it_would_run(string language, string sentence) =>
        Assert.That(await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large, IsActive = false }, """{"amount":10000}""", language), Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” does not run: it is inactive, and besides: amount is at least 10,000 (the field is missing).")]
    [TestCase("pt", "O workflow “W” não é executado: está inativo e, além disso: amount é no mínimo 10.000 (o campo não existe no registro).")]
    [TestCase("es", "El workflow “W” no se ejecuta: está inactivo y, además: amount es como mínimo 10.000 (el campo no existe en el registro).")]
    public async Task Inactive_workflow_says_what_else_stands_in_the_way(string language, string sentence) =>
        Assert.That(await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large, IsActive = false }, "{}", language), Is.EqualTo(sentence));

    [Test]
    public async Task All_that_stands_in_the_way_is_said_up_to_five() =>
        Assert.That(
            await SentenceAsync(
                SomeWorkflow.Named("W") with
                {
                    Conditions = Condition.All(
                        Condition.Any(Condition.Field("a").IsTrue(), Condition.Field("b").IsTrue()),
                        Condition.Field("c").IsFalse(),
                        !Condition.Field("d").IsTrue(),
                        Condition.Field("e").IsTrue(),
                        Condition.Field("f").IsTrue(),
                        Condition.Field("g").IsTrue()),
                },
                """{"a":false,"b":false,"c":false,"d":true,"e":null}""",
                "en"),
            Does.StartWith("The workflow “W” does not run: a is true (the value is the opposite: false); b is true (the value is the opposite: false); not (d is true) (the condition inside is true); e is true (")
                .And.EndsWith("f is true (the field is missing); …."));

    [Test]
    public void Explanation_agrees_with_the_match_whatever_the_record() =>
        Gen.Select(Randomly.Conditions, Randomly.Conditions, Randomly.Records, Randomly.Records, Gen.Bool).Sample((first, second, now, before, isActive) =>
        {
            using var bed = new EngineUnderTest(
            [
                SomeWorkflow.Named("first") with { Conditions = first },
                SomeWorkflow.Named("second") with { Conditions = second, IsActive = isActive },
                SomeWorkflow.Named("third") with { IsActive = isActive },
            ]);
            var workflowEvent = new WorkflowEvent(CrmTriggers.OpportunityWon, "1") { Record = RecordJson.Parse(now), PreviousRecord = RecordJson.Parse(before) };

            IReadOnlyList<WorkflowMatch> matches = bed.Engine.MatchAsync(workflowEvent).GetAwaiter().GetResult();
            IReadOnlyList<WorkflowExplanation> explanations = bed.Engine.ExplainAsync(workflowEvent).GetAwaiter().GetResult();

            return explanations.Count == 3
                && explanations.Where(explanation => explanation.Runs).Select(explanation => explanation.Workflow).SequenceEqual(matches.Select(match => match.Workflow))
                && explanations.All(explanation => explanation.Describe("pt").EndsWith('.'));
        });

    private static WorkflowEvent Won(string record) => new(CrmTriggers.OpportunityWon, "1") { Record = RecordJson.Parse(record) };

    private static async Task<string> SentenceAsync(Workflow workflow, string record, string language)
    {
        using var bed = new EngineUnderTest([workflow]);
        return (await bed.Engine.ExplainAsync(Won(record))).Single().Describe(language);
    }
}
