using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Conditions.Wording;

public class ExplanationTests
{
    private static readonly FieldReference X = Condition.Field("x");

    private static IEnumerable<TestCaseData> Reasons()
    {
        yield return Case(X.Is(1), """{"x":1}""", ConditionReason.None);
        yield return Case(X.Is(1), """{"x":2}""", ConditionReason.NotEqual);
        yield return Case(X.Is(1), """{"x":"1"}""", ConditionReason.TypeMismatch);
        yield return Case(X.Is(1), """{"x":null}""", ConditionReason.NotEqual);
        yield return Case(X.Is((string?)null), """{"x":"1"}""", ConditionReason.NotEqual);
        yield return Case(X.IsIn(1, 2), """{"x":"1"}""", ConditionReason.TypeMismatch);
        yield return Case(X.IsIn(1, "2"), """{"x":"1"}""", ConditionReason.NotListed);
        yield return Case(X.ChangedTo(1), """{"x":"1"}""", ConditionReason.TypeMismatch, """{"x":3}""");
        yield return Case(X.ChangedFrom(1), """{"x":3}""", ConditionReason.PreviousTypeMismatch, """{"x":"1"}""");
        yield return Case(X.ChangedFrom(1), """{"x":3}""", ConditionReason.PreviousNotEqual, """{"x":2}""");
        yield return Case(X.Is(1), "{}", ConditionReason.Missing);
        yield return Case(X.Is(1), null, ConditionReason.NoRecord);
        yield return Case(X.Is(1), """{"\ud800z":1}""", ConditionReason.Unreadable);
        yield return Case(X.Is(Operand.Field("y")), """{"x":1}""", ConditionReason.OperandMissing);
        yield return Case(X.IsNot(1), """{"x":1}""", ConditionReason.Equal);
        yield return Case(X.Contains("a"), """{"x":"b"}""", ConditionReason.NoMatch);
        yield return Case(X.DoesNotContain("a"), """{"x":"a"}""", ConditionReason.Match);
        yield return Case(X.Contains("a"), """{"x":1}""", ConditionReason.TypeMismatch);
        yield return Case(X.Contains(Operand.Field("y")), """{"x":"a","y":1}""", ConditionReason.OperandTypeMismatch);
        yield return Case(X.IsGreaterThan(1), """{"x":1}""", ConditionReason.TooSmall);
        yield return Case(X.IsLessThan(1), """{"x":1}""", ConditionReason.TooLarge);
        yield return Case(X.IsGreaterThan(1), """{"x":"1"}""", ConditionReason.TypeMismatch);
        yield return Case(X.IsBetween(1, 2), """{"x":3}""", ConditionReason.OutsideRange);
        yield return Case(X.IsNotBetween(1, 2), """{"x":2}""", ConditionReason.InsideRange);
        yield return Case(X.IsIn(1, 2), """{"x":3}""", ConditionReason.NotListed);
        yield return Case(X.IsNotIn(1, 2), """{"x":2}""", ConditionReason.Listed);
        yield return Case(X.IsTrue(), """{"x":false}""", ConditionReason.OtherBoolean);
        yield return Case(X.IsNull(), """{"x":1}""", ConditionReason.HasValue);
        yield return Case(X.IsNotNull(), "{}", ConditionReason.HasNoValue);
        yield return Case(X.Changed(), """{"x":1}""", ConditionReason.NoPreviousRecord);
        yield return Case(X.Changed(), """{"x":1}""", ConditionReason.Unchanged, """{"x":1}""");
        yield return Case(X.DidNotChange(), """{"x":1}""", ConditionReason.Changed, """{"x":2}""");
        yield return Case(X.ChangedTo(2), """{"x":1}""", ConditionReason.NotEqual, """{"x":3}""");
        yield return Case(X.ChangedFrom(2), """{"x":1}""", ConditionReason.PreviousMissing, "{}");
        yield return Case(X.Increased(), """{"x":1}""", ConditionReason.NotIncreased, """{"x":1}""");
        yield return Case(X.Decreased(), """{"x":1}""", ConditionReason.NotDecreased, """{"x":1}""");
        yield return Case(X.Increased(), """{"x":1}""", ConditionReason.PreviousMissing, "{}");
        yield return Case(X.IsBefore("2022-05-06"), """{"x":"2022-05-06"}""", ConditionReason.TooLate);
        yield return Case(X.IsAfter("2022-05-06"), """{"x":"2022-05-06"}""", ConditionReason.TooEarly);
        yield return Case(X.IsOn("2022-05-06"), """{"x":"2022-05-07"}""", ConditionReason.OtherDay);
        yield return Case(X.IsNotOn("2022-05-06"), """{"x":"2022-05-06"}""", ConditionReason.SameDay);
        yield return Case(X.IsToday(), """{"x":"2022-05-07"}""", ConditionReason.OutsidePeriod);
        yield return Case(X.IsInTheLast(1, DurationUnit.Days), """{"x":"2022-05-07"}""", ConditionReason.OutsidePeriod);
        yield return Case(X.IsOlderThan(1, DurationUnit.Days), """{"x":"2022-05-07"}""", ConditionReason.NotOldEnough);
        yield return Case(X.IsAnniversary(), """{"x":"2000-05-07"}""", ConditionReason.NoAnniversary);
        yield return Case(Condition.Field("x[]").Is(1), """{"x":[2]}""", ConditionReason.NoElement);
        yield return Case(Condition.Field("x[]").All().Is(1), """{"x":[2]}""", ConditionReason.NotEveryElement);
        yield return Case(Condition.Field("x[]").None().Is(1), """{"x":[1]}""", ConditionReason.SomeElement);
        yield return Case(X.Is(1) & X.Is(2), """{"x":1}""", ConditionReason.PartFalse);
        yield return Case(X.Is(1) | X.Is(2), """{"x":3}""", ConditionReason.NoPartTrue);
        yield return Case(X.Is(1) | X.Is(2), "{}", ConditionReason.PartUnknown);
        yield return Case(!X.Is(1), """{"x":1}""", ConditionReason.PartTrue);

        static TestCaseData Case(
            Condition condition, string? record, ConditionReason reason,
            string? previous = null) => new(condition, record, reason, previous);
    }

    [TestCaseSource(nameof(Reasons))]
    public void Reason_is_named(Condition condition, string? record, object reason, string? previous)
    {
        ConditionExplanation explanation = Judged.Explained(condition, record, previous);
        Assert.That(explanation.Reason, Is.EqualTo(reason));
        Assert.That(explanation.Result, Is.EqualTo(Judged.Of(condition, record, previous)));
        Assert.That(explanation.ReasonText is null, Is.EqualTo(reason is ConditionReason.None));
    }

    [Test]
    public void Values_now_and_before_stand_beside_what_is_expected()
    {
        ConditionExplanation explanation = Judged.Explained(
            Condition.Field("amount").IsAtLeast(10_000) & Condition.Field("stage").ChangedTo("won"),
            """{"amount":9500.50,"stage":"won"}""",
            """{"amount":8000,"stage":"open"}""");
        Assert.That(explanation.Result, Is.EqualTo(ConditionResult.False));
        Assert.That(explanation.Path, Is.Null);
        ConditionExplanation amount = explanation.Children[0];
        Assert.That(amount.Path, Is.EqualTo("amount"));
        Assert.That(amount.Value?.GetRawText(), Is.EqualTo("9500.50"));
        Assert.That(amount.PreviousValue?.GetRawText(), Is.EqualTo("8000"));
        Assert.That(amount.Expected, Is.EqualTo("is at least 10,000"));
        Assert.That(amount.Reason, Is.EqualTo(ConditionReason.TooSmall));
        Assert.That(explanation.Children[1].Result, Is.EqualTo(ConditionResult.True));
        Assert.That(explanation.ToString(), Is.EqualTo(string.Join(
            Environment.NewLine,
            "False: amount is at least 10,000 and stage changed to won (one of the conditions is false)",
            "  False: amount is at least 10,000 (the value is not great enough)",
            "  True: stage changed to won")));
    }

    [TestCase("en", "the record has just been created")]
    [TestCase("pt-BR", "o registro acaba de ser criado")]
    [TestCase("es", "el registro acaba de ser creado")]
    public void Explanation_speaks_three_languages(string language, string reason) =>
        Assert.That(Judged.Explained(X.Changed(), """{"x":1}""", language: language).ReasonText, Is.EqualTo(reason));

    [Test]
    public void Path_through_a_list_shows_the_first_ten_values()
    {
        ConditionExplanation explanation = Judged.Explained(
            Condition.Field("x[].a").Is(99),
            """{"x":[{"a":"\ud800"},{},{"a":2},{"a":3},{"a":4},{"a":5},{"a":6},{"a":7},{"a":8},{"a":9},{"a":10},{"a":11}]}""");
        Assert.That(explanation.Value?.GetRawText(), Is.EqualTo("""["\ud800",2,3,4,5,6,7,8,9,10]"""));
    }

    [TestCase(63)]
    [TestCase(64)]
    [TestCase(900)]
    [TestCase(20_000)]
    public void Values_of_a_list_are_shown_however_deep_they_are(int depth)
    {
        string deep = new string('[', depth) + new string(']', depth);
        using var record = JsonDocument.Parse($$"""{"x":[{"a":{{deep}}}]}""", new JsonDocumentOptions { MaxDepth = depth + 3 });
        var paths = new FieldPathTable();
        var compiled = CompiledCondition.Compile(Condition.Field("x[].a").Is(99), Judged.Settings, paths);

        ConditionExplanation explanation = compiled.Explain(
            new RecordView(paths, record.RootElement, record.RootElement, Judged.Now), "en");

        Assert.That(explanation.Value?.GetRawText(), Is.EqualTo($"[{deep}]"));
        Assert.That(explanation.PreviousValue?.GetRawText(), Is.EqualTo($"[{deep}]"));
    }

    [Test]
    public void Explanation_outlives_the_documents_of_the_event()
    {
        var paths = new FieldPathTable();
        var compiled = CompiledCondition.Compile(X.Is(1), Judged.Settings, paths);
        ConditionExplanation explanation;
        using (var document = JsonDocument.Parse("""{"x":"gone"}"""))
        {
            explanation = compiled.Explain(new RecordView(paths, document.RootElement, document.RootElement, Judged.Now), "en");
        }

        Assert.That(explanation.Value?.GetString(), Is.EqualTo("gone"));
    }

    [Test]
    public void Every_reason_has_words_in_every_language([Values("en", "pt", "es")] string language)
    {
        foreach (ConditionReason reason in Enum.GetValues<ConditionReason>().Where(reason => reason != ConditionReason.None))
        {
            Assert.That(
                Totvs.Webhooks.Conditions.Wording.ReasonPhrases.Of(reason)?.In(language),
                Is.Not.Null.And.Not.Empty,
                reason.ToString());
        }
    }

    [Test]
    public void Bytes_that_are_no_utf_8_are_survived()
    {
        JsonElement record = JsonElement.Parse([.. "{\"x\":\"a"u8, 0xFF, .. "\",\"b"u8, 0xC3, .. "\":1}"u8]);
        var paths = new FieldPathTable();
        Condition condition = X.Contains("b", ignoreCase: true) | X.Is(record.GetProperty("x"))
            & X.Matches("z") | Condition.Field("y").Is(1);
        var compiled = CompiledCondition.Compile(condition, Judged.Settings, paths);
        var view = new RecordView(paths, record, record, Judged.Now);
        Assert.That(compiled.Evaluate(view), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(compiled.Explain(view, "en").ToString(), Does.Contain("“a�”"));
    }
}
