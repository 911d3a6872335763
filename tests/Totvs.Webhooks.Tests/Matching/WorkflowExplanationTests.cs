using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Tests.Conditions;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

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
        Assert.That(
            (explanations[3].Conditions!.Result, explanations[3].Conditions!.Reason, explanations[3].Conditions!.Path),
            Is.EqualTo((ConditionResult.False, ConditionReason.TooSmall, "amount")));
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
        using var bed = new EngineUnderTest(
            [],
            new ScriptedWorkflowStore { OnList = _ => Task.FromResult<IReadOnlyList<Workflow>>([SomeWorkflow.Named("stored")]) });

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
        Assert.That(
            await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large }, """{"amount":10000}""", language),
            Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” does not run: amount is at least 10,000 (the value is not great enough: 9,500.5).")]
    [TestCase("pt", "O workflow “W” não é executado: amount é no mínimo 10.000 (o valor não é grande o bastante: 9.500,5).")]
    [TestCase("es", "El workflow “W” no se ejecuta: amount es como mínimo 10.000 (el valor no es lo bastante grande: 9.500,5).")]
    public async Task Workflow_whose_conditions_are_not_met_says_what_stands_in_the_way(string language, string sentence) =>
        Assert.That(
            await SentenceAsync(
                SomeWorkflow.Named("W") with { Conditions = Large & Condition.Field("stage").Is("won") },
                """{"amount":9500.5,"stage":"won"}""",
                language),
            Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” does not run: it is inactive, and would run if it were active.")]
    [TestCase("pt", "O workflow “W” não é executado: está inativo, e seria executado se estivesse ativo.")]
    [TestCase("es", "El workflow “W” no se ejecuta: está inactivo, y se ejecutaría si estuviera activo.")]
    public async Task Inactive_workflow_says_whether_it_would_run(string language, string sentence) =>
        Assert.That(
            await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large, IsActive = false }, """{"amount":10000}""", language),
            Is.EqualTo(sentence));

    [TestCase("en", "The workflow “W” does not run: it is inactive, and besides: amount is at least 10,000 (the field is missing).")]
    [TestCase(
        "pt",
        "O workflow “W” não é executado: está inativo e, além disso: amount é no mínimo 10.000 (o campo não existe no registro).")]
    [TestCase(
        "es",
        "El workflow “W” no se ejecuta: está inactivo y, además: amount es como mínimo 10.000 (el campo no existe en el registro).")]
    public async Task Inactive_workflow_says_what_else_stands_in_the_way(string language, string sentence) =>
        Assert.That(
            await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = Large, IsActive = false }, "{}", language),
            Is.EqualTo(sentence));

    [TestCase("en", "code is 61 (the value has another type: the text “61”).")]
    [TestCase("pt", "code é 61 (o valor é de outro tipo: o texto “61”).")]
    [TestCase("es", "code es 61 (el valor es de otro tipo: el texto “61”).")]
    public async Task Value_of_another_type_is_said_with_its_type(string language, string reason) =>
        Assert.That(
            await SentenceAsync(
                SomeWorkflow.Named("W") with { Conditions = Condition.Field("code").Is(61) },
                """{"code":"61"}""",
                language),
            Does.EndWith(reason));

    private static IEnumerable<TestCaseData> OtherTypes()
    {
        FieldReference x = Condition.Field("x");
        yield return new(x.Is("61"), """{"x":61}""", "the value has another type: the number 61");
        yield return new(x.Is("true"), """{"x":true}""", "the value has another type: the boolean true");
        yield return new(x.Is(true), """{"x":"true"}""", "the value has another type: the text “true”");
        yield return new(x.Is(true), """{"x":false}""", "the value is another: false");
        yield return new(x.Is("won"), """{"x":["won"]}""", "the value has another type: a list");
        yield return new(x.Is("won"), """{"x":{"a":"won"}}""", "the value has another type: an object");
        yield return new(x.Is("won"), """{"x":null}""", "the value is another: no value");
        yield return new(x.Is(Operand.Field("y")), """{"x":"1","y":1}""", "the value has another type: the text “1”");
        yield return new(x.IsIn(1, 2), """{"x":"1"}""", "the value has another type: the text “1”");
        yield return new(x.IsIn(1, "2"), """{"x":"1"}""", "the value is not in the list: the text “1”");
        yield return new(x.IsIn(1, 2), """{"x":null}""", "the value is not in the list: no value");
        yield return new(x.IsAtLeast(10), """{"x":"11"}""", "the value has another type: the text “11”");
        yield return new(x.IsBetween(1, 10), """{"x":"5"}""", "the value has another type: the text “5”");
        yield return new(x.Contains("1"), """{"x":1}""", "the value has another type: the number 1");
        yield return new(x.IsTrue(), """{"x":"true"}""", "the value has another type: the text “true”");
        yield return new(x.IsTrue(), """{"x":null}""", "the value has another type: no value");
        yield return new(x.IsAtLeast(Operand.Field("y")), """{"x":11,"y":"10"}""", "what it is compared with has another type");
        yield return new(x.Is("won"), """{"x":"won "}""", "the value is another: “won ”");
        yield return new(x.Is("won"), """{"x":"wоn"}""", "the value is another: wоn");
    }

    [TestCaseSource(nameof(OtherTypes))]
    public async Task Reason_never_contradicts_the_value(Condition condition, string record, string reason) =>
        Assert.That(await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = condition }, record, "en"), Does.Contain($"({reason}"));

    [Test]
    public async Task Change_to_a_value_of_another_type_is_said_so()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("W") with { Conditions = Condition.Field("code").ChangedTo(61) }]);
        var workflowEvent = new WorkflowEvent(CrmTriggers.OpportunityWon, "1")
        {
            Record = RecordJson.Parse("""{"code":"61"}"""),
            PreviousRecord = RecordJson.Parse("""{"code":"60"}"""),
        };
        Assert.That(
            (await bed.Engine.ExplainAsync(workflowEvent)).Single().Describe(),
            Does.Contain("(the value has another type: the text “61”)"));
    }

    [TestCase("en", "not (code is 61) (the condition inside is true: code: 61).")]
    [TestCase("pt", "não (code é 61) (a condição interna é verdadeira: code: 61).")]
    [TestCase("es", "no (code es 61) (la condición interna es verdadera: code: 61).")]
    public async Task Not_shows_the_value_that_made_its_condition_true(string language, string reason) =>
        Assert.That(
            await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = !Condition.Field("code").Is(61) }, """{"code":61}""", language),
            Does.EndWith(reason));

    private static IEnumerable<TestCaseData> Nots()
    {
        FieldReference a = Condition.Field("a");
        FieldReference b = Condition.Field("b");
        yield return new(
            !(a.Is(1) & b.IsAtLeast(2)),
            """{"a":1,"b":3}""",
            "not (a is 1 and b is at least 2) (the condition inside is true: a: 1; b: 3)");
        yield return new(!(a.Is(1) | b.Is(2)), """{"a":1,"b":3}""", "not (a is 1 or b is 2) (the condition inside is true: a: 1)");
        yield return new(!!a.Is(1), """{"a":2}""", "not (not (a is 1)) (the condition inside is true: a: 2)");
        yield return new(!a.Is(1), "{}", "not (a is 1) (the field is missing)");
        yield return new(
            !(a.Is(1) & b.Is(2)),
            """{"a":1}""",
            "not (a is 1 and b is 2) (one of the conditions is unknown: b is 2 (the field is missing))");
        yield return new(!a.IsNull(), "{}", "not (a is not filled in) (the condition inside is true)");
    }

    [TestCaseSource(nameof(Nots))]
    public async Task Not_does_not_hide_what_is_inside(Condition condition, string record, string reason)
    {
        string sentence = await SentenceAsync(SomeWorkflow.Named("W") with { Conditions = condition }, record, "en");
        Assert.That(
            sentence,
            Does.EndWith($"{reason.Replace("a is not filled in", Condition.Field("a").IsNull().Describe(), StringComparison.Ordinal)}."));
    }

    [TestCase(
        "en",
        "does not run: (none of these is true: a is 1 (the value is another: 0) or b is 1 (the field is missing)); c is 1 (the value "
        + "is another: 0).")]
    [TestCase(
        "pt",
        "não é executado: (nenhuma destas é verdadeira: a é 1 (o valor é outro: 0) ou b é 1 (o campo não existe no registro)); c é 1 "
        + "(o valor é outro: 0).")]
    [TestCase(
        "es",
        "no se ejecuta: (ninguna de estas es verdadera: a es 1 (el valor es otro: 0) o b es 1 (el campo no existe en el registro)); c "
        + "es 1 (el valor es otro: 0).")]
    public async Task Group_of_any_inside_all_reads_as_one(string language, string reasons) => Assert.That(
        await SentenceAsync(
            SomeWorkflow.Named("W") with
            {
                Conditions = (Condition.Field("a").Is(1) | Condition.Field("b").Is(1)) & Condition.Field("c").Is(1),
            },
            """{"a":0,"c":0}""",
            language),
        Does.EndWith(reasons));

    private static IEnumerable<TestCaseData> Groups()
    {
        Condition a = Condition.Field("a").Is(1);
        Condition b = Condition.Field("b").Is(1);
        Condition c = Condition.Field("c").Is(1);
        const string IsNot = " is 1 (the value is another: 0)";
        yield return new(a & b, $"a{IsNot}; b{IsNot}");
        yield return new(a | b, $"none of these is true: a{IsNot} or b{IsNot}");
        yield return new(a & (b | c), $"a{IsNot}; (none of these is true: b{IsNot} or c{IsNot})");
        yield return new(a | (b & c), $"none of these is true: a{IsNot} or (b{IsNot} and c{IsNot})");
        yield return new(Condition.All(Condition.All(a | b), c), $"(none of these is true: a{IsNot} or b{IsNot}); c{IsNot}");
        yield return new(Condition.All(Condition.Any(a), b), $"a{IsNot}; b{IsNot}");
        yield return new(Condition.Any(Condition.Any(a | b)), $"none of these is true: a{IsNot} or b{IsNot}");
        yield return new(Condition.Any(a, Condition.Any(b, c)), $"none of these is true: a{IsNot} or b{IsNot} or c{IsNot}");
    }

    [TestCaseSource(nameof(Groups))]
    public async Task What_stands_in_the_way_keeps_the_shape_of_the_groups(Condition condition, string reasons) => Assert.That(
        await SentenceAsync(
            SomeWorkflow.Named("W") with { Conditions = condition },
            """{"a":0,"b":0,"c":0}""",
            "en"), Does.EndWith($"does not run: {reasons}."));

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
            Does.StartWith(
                "The workflow “W” does not run: (none of these is true: a is true (the value is the opposite: false) or b is true (the "
                + "value is the opposite: false)); not (d is true) (the condition inside is true: d: true); e is true (")
                .And.EndsWith("f is true (the field is missing); …."));

    [Test]
    public void Explanation_agrees_with_the_match_whatever_the_record() =>
        Gen.Select(
            Randomly.Conditions,
            Randomly.Conditions,
            Randomly.Records,
            Randomly.Records,
            Gen.Bool).Sample((first, second, now, before, isActive) =>
        {
            using var bed = new EngineUnderTest(
            [
                SomeWorkflow.Named("first") with { Conditions = first },
                SomeWorkflow.Named("second") with { Conditions = second, IsActive = isActive },
                SomeWorkflow.Named("third") with { IsActive = isActive },
            ]);
            var workflowEvent = new WorkflowEvent(CrmTriggers.OpportunityWon, "1")
            {
                Record = RecordJson.Parse(now),
                PreviousRecord = RecordJson.Parse(before),
            };

            IReadOnlyList<WorkflowMatch> matches = bed.Engine.MatchAsync(workflowEvent).GetAwaiter().GetResult();
            IReadOnlyList<WorkflowExplanation> explanations = bed.Engine.ExplainAsync(workflowEvent).GetAwaiter().GetResult();

            return explanations.Count == 3
                && explanations.Where(explanation => explanation.Runs).Select(
                    explanation => explanation.Workflow).SequenceEqual(matches.Select(match => match.Workflow))
                && explanations.All(explanation => explanation.Describe("pt").EndsWith('.'));
        });

    private static WorkflowEvent Won(string record) => new(CrmTriggers.OpportunityWon, "1") { Record = RecordJson.Parse(record) };

    private static async Task<string> SentenceAsync(Workflow workflow, string record, string language)
    {
        using var bed = new EngineUnderTest([workflow]);
        return (await bed.Engine.ExplainAsync(Won(record))).Single().Describe(language);
    }
}
