using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Wording;

public class DescriptionTests
{
    private static readonly FieldReference Amount = Condition.Field("amount");
    private static readonly FieldReference Stage = Condition.Field("stage");

    private static IEnumerable<TestCaseData> Sentences()
    {
        yield return new TestCaseData(
            Amount.IsAtLeast(10_000) & Stage.ChangedTo("won"),
            "amount is at least 10,000 and stage changed to won",
            "amount é no mínimo 10.000 e stage mudou para won",
            "amount es como mínimo 10.000 y stage cambió a won");
        yield return new TestCaseData(
            Amount.IsBetween(-1234567.5m, 99) | !(Stage.Is("lost deal") & Stage.IsNot(null)),
            "amount is between -1,234,567.5 and 99 or not (stage is “lost deal” and stage is not no value)",
            "amount está entre -1.234.567,5 e 99 ou não (stage é “lost deal” e stage não é nenhum valor)",
            "amount está entre -1.234.567,5 y 99 o no (stage es “lost deal” y stage no es ningún valor)");
        yield return new TestCaseData(
            (Amount.IsGreaterThan(Operand.Previous("amount")) | Amount.IsIn(1, 2)) & Condition.Field("x").IsTrue(),
            "(amount is greater than the previous amount or amount is one of 1, 2) and x is true",
            "(amount é maior que amount anterior ou amount é um de 1, 2) e x é verdadeiro",
            "(amount es mayor que amount anterior o amount es uno de 1, 2) y x es verdadero");
        yield return new TestCaseData(
            Condition.Field("closeDate").IsInTheLast(30, DurationUnit.Days)
                & Condition.Field("due").IsBefore(Operand.Now(-1, DurationUnit.Months)),
            "closeDate is in the last 30 days and due is before now - 1 month",
            "closeDate está no período dos últimos 30 dias e due é antes de agora - 1 mês",
            "closeDate está en el período de los últimos 30 días y due es antes de ahora - 1 mes");
        yield return new TestCaseData(
            Condition.Field("items[].code").All().Contains("a", ignoreCase: true) & Condition.Field("items[]").Count().IsAtMost(3)
                & Stage.ChangedFromTo("open", "won"),
            "every one of items[].code contains a (in any letter case) and the number of items[] is at most 3 "
                + "and stage changed from open to won",
            "cada um de items[].code contém a (em maiúsculas ou minúsculas) e a quantidade de items[] é no máximo 3 "
                + "e stage mudou de open para won",
            "cada uno de items[].code contiene a (en mayúsculas o minúsculas) y la cantidad de items[] es como máximo 3 "
                + "y stage cambió de open a won");
    }

    private static IEnumerable<TestCaseData> NestedGroups()
    {
        Condition a = Condition.Field("a").IsTrue();
        Condition b = Condition.Field("b").IsTrue();
        Condition c = Condition.Field("c").IsTrue();
        yield return new(Condition.All(Condition.All(a | b), c), "(a is true or b is true) and c is true");
        yield return new(Condition.All(Condition.Any(Condition.All(Condition.Any(a, b))), c), "(a is true or b is true) and c is true");
        yield return new(Condition.Any(Condition.Any(a & b), c), "(a is true and b is true) or c is true");
        yield return new(Condition.All(Condition.Any(a), b), "a is true and b is true");
        yield return new(Condition.Not(Condition.Any(a | b)) & c, "not (a is true or b is true) and c is true");
        yield return new(Condition.All(Condition.Any(a | b)), "a is true or b is true");
    }

    [TestCaseSource(nameof(NestedGroups))]
    public void Group_inside_another_stands_in_brackets_however_it_is_wrapped(Condition condition, string sentence) =>
        Assert.That(condition.Describe(), Is.EqualTo(sentence));

    [TestCaseSource(nameof(Sentences))]
    public void Condition_reads_as_a_sentence_in_three_languages(Condition condition, string english, string portuguese, string spanish)
    {
        Assert.That(condition.Describe(), Is.EqualTo(english));
        Assert.That(condition.Describe("pt-BR"), Is.EqualTo(portuguese));
        Assert.That(condition.Describe("es"), Is.EqualTo(spanish));
        Assert.That(condition.Describe("fr"), Is.EqualTo(english));
        Assert.That(condition.ToString(), Is.EqualTo(english));
    }

    [Test]
    public void Sentence_does_not_depend_on_the_culture_of_the_thread([Values("pt-BR", "tr-TR", "")] string culture)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(culture);
            Assert.That(Amount.IsAtLeast(10_000.25m).Describe(), Is.EqualTo("amount is at least 10,000.25"));
            Assert.That(
                Judged.Of(Condition.Field("x").Is("TITLE", ignoreCase: true), """{"x":"title"}"""),
                Is.EqualTo(ConditionResult.True));
            Assert.That(
                Judged.Of(Condition.Field("x").Matches("^title$", ignoreCase: true), """{"x":"TITLE"}"""),
                Is.EqualTo(ConditionResult.True));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Every_operator_has_words_of_its_own_in_every_language([Values("en", "pt", "es")] string language)
    {
        foreach (ConditionOperator conditionOperator in Enum.GetValues<ConditionOperator>())
        {
            string phrase = new FieldCondition("x", conditionOperator).Describe(language);
            Assert.That(phrase, Does.StartWith("x ").And.Not.Contain(conditionOperator.ToString()));
        }
    }
}
