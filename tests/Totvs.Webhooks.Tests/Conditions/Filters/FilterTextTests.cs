using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Filters;

public class FilterTextTests
{
    private static readonly FieldReference A = Condition.Field("a");
    private static readonly FieldReference B = Condition.Field("b");
    private static readonly FieldReference C = Condition.Field("c");

    private static IEnumerable<TestCaseData> Texts()
    {
        yield return new TestCaseData(
            "{code->eq->61}{status->eq->PROGRESS}", Condition.Field("code").Is(61) & Condition.Field("status").Is("PROGRESS"));
        yield return new TestCaseData("{a->ieq->won}", A.Is("won", ignoreCase: true));
        yield return new TestCaseData("{a->neq->won}", A.IsNot("won"));
        yield return new TestCaseData("{a->like->São Paulo}", A.Contains("São Paulo"));
        yield return new TestCaseData("{a->ilike->são}", A.Contains("são", ignoreCase: true));
        yield return new TestCaseData("{a->gt->1.5}{b->ge->-2}", A.IsGreaterThan(1.5m) & B.IsAtLeast(-2));
        yield return new TestCaseData("{a->lt->1}||{b->le->2022-05-06}", A.IsLessThan(1) | B.IsAtMost("2022-05-06"));
        yield return new TestCaseData("{a->in->x,1,true,null}", A.IsIn("x", 1, true, (Operand)(string?)null));
        yield return new TestCaseData("{a->nin->x}", A.IsNotIn("x"));
        yield return new TestCaseData("{a->isNull}{b->isNnull}", A.IsNull() & B.IsNotNull());
        yield return new TestCaseData("{a->btw->1,10}", A.IsBetween(1, 10));
        yield return new TestCaseData(
            "{addresses[].code->eq->x}{customerPersonType.id->eq->1}",
            Condition.Field("addresses[].code").Is("x") & Condition.Field("customerPersonType.id").Is(1));
        yield return new TestCaseData("{a->eq->1}||{b->eq->2}{c->eq->3}", A.Is(1) | (B.Is(2) & C.Is(3)));
        yield return new TestCaseData("{a->eq->1}{b->eq->2}||{c->eq->3}", (A.Is(1) & B.Is(2)) | C.Is(3));
        yield return new TestCaseData("{a->eq->\"61\"}", A.Is("61"));
        yield return new TestCaseData("{a->eq->\"\"}", A.Is(""));
        yield return new TestCaseData("{a->eq->\"a}||{\\\"\\\\\"}", A.Is("a}||{\"\\"));
        yield return new TestCaseData("{a->in->\"x,y\",z}", A.IsIn("x,y", "z"));
        yield return new TestCaseData("{a->eq->01310}", A.Is("01310"));
        yield return new TestCaseData("{a->eq->x, y}", A.Is("x, y"));
        yield return new TestCaseData("{a.'b->c'->eq->1}", Condition.Field("a.'b->c'").Is(1));
        yield return new TestCaseData("{a.'}'->eq->1}", Condition.Field("a.'}'").Is(1));
    }

    [TestCaseSource(nameof(Texts))]
    public void Filter_text_is_read_and_written(string text, Condition condition)
    {
        Assert.That(FilterText.Parse(text), Is.EqualTo(condition));
        Assert.That(FilterText.Parse(FilterTextWriter.Write(condition)!), Is.EqualTo(condition));
    }

    [TestCase(" { a → eq → x }  &&  {b→eq→ 2} ")]
    [TestCase("{a->eq->x}&&{b->eq->2}")]
    [TestCase("{a->eq->x}\n{b->eq->2}")]
    public void Arrows_signs_and_white_space_may_vary(string text) => Assert.That(FilterText.Parse(text), Is.EqualTo(A.Is("x") & B.Is(2)));

    [TestCase("{phone->like->9999}", "character 15", "{phone->like->\"9999\"}")]
    [TestCase("{phone->ilike-> -1.5 }", "character 17", "{phone->ilike->\"-1.5\"}")]
    [TestCase("{a->eq->1}||{b->like->true}", "character 23", "{b->like->\"true\"}")]
    [TestCase("{a->like->null}", "character 11", "{a->isNull}")]
    [TestCase("{a->gt->abc}", "character 9", "a number such as 10.5, or an ISO 8601 date such as 2022-05-06")]
    [TestCase("{a->gt->\"61\"}", "character 9", "without quotes: {a->gt->61}")]
    [TestCase("{a->ge->true}", "character 9", "{a->eq->true}")]
    [TestCase("{a->lt->null}", "character 9", "{a->isNull}")]
    [TestCase("{a->le->06/05/2022}", "character 9", "2022-05-06")]
    [TestCase("{a->le->1,5}", "character 9", "with a point")]
    [TestCase("{a->le->2022-02-30}", "character 9", "not 2022-02-30")]
    [TestCase("{a->btw->1,x}", "character 12", "a number such as 10.5")]
    [TestCase("{a->btw->10,1}", "character 10", "the lower first: {a->btw->1,10}")]
    [TestCase("{a->btw->2022-05-07,2022-05-06}", "character 10", "{a->btw->2022-05-06,2022-05-07}")]
    [TestCase("{a->btw->1,2022-05-06}", "character 10", "two of a kind")]
    [TestCase("{a b->eq->1}", "character 2", "quotes")]
    [TestCase("{->eq->1}", "character 2", "path")]
    [TestCase("{a..b->eq->1}", "character 2", "a..b")]
    [TestCase("{a->contains->x}", "character 5", "did you mean 'like'?")]
    [TestCase("{a->notIn->x}", "character 5", "did you mean 'nin'?")]
    [TestCase("{a->between->1,2}", "character 5", "did you mean 'btw'?")]
    [TestCase("{a->startsWith->x}", "character 5", "write the condition as JSON")]
    [TestCase("{a->EQ->x}", "character 5", "did you mean 'eq'?")]
    [TestCase("{a->in->}", "character 9", "an empty string is written")]
    [TestCase("{a->in->x,}", "character 11", "an empty string is written")]
    [TestCase("", "character 1", "is expected")]
    [TestCase("a->eq->1", "character 1", "is expected")]
    [TestCase("{a}", "character 3", "arrow")]
    [TestCase("{a->eq}", "character 7", "value of 'eq' is missing")]
    [TestCase("{a->eq->}", "character 9", "an empty string is written")]
    [TestCase("{a->eqq->1}", "character 5", "did you mean 'eq'?")]
    [TestCase("{a->eq->1", "character 10", "closing brace")]
    [TestCase("{a->eq->\"x}", "character 9", "closing quote")]
    [TestCase("{a->eq->\"\\x\"}", "character 9", "no JSON string")]
    [TestCase("{a->eq->x\"y}", "character 10", "double quotes")]
    [TestCase("{a->btw->1}", "character", "two values")]
    [TestCase("{a->btw->1,2,3}", "character", "two values")]
    [TestCase("{a->isNull->1}", "character", "no value")]
    [TestCase("{a->eq->1}||", "character 13", "is expected")]
    [TestCase("{a->eq->1}&&", "character 13", "is expected")]
    [TestCase("{a->eq->1}x", "character 11", "'&&' or '||'")]
    [TestCase("({a->eq->1})", "character 1", "is expected")]
    [TestCase("{a->eq->1}({b->eq->2})", "character 11", "no parentheses")]
    public void What_is_no_filter_text_is_refused_with_the_place(string text, string place, string remedy)
    {
        Assert.That(FilterText.TryParse(text, out Condition? condition, out string? error), Is.False);
        Assert.That(condition, Is.Null);
        Assert.That(error, Does.Contain(place).And.Contain(remedy));
        Assert.That(() => FilterText.Parse(text), Throws.TypeOf<FormatException>().With.Message.EqualTo(error));
    }

    [Test]
    public void What_a_refusal_says_to_write_is_taken()
    {
        Assert.That(FilterText.Parse("{phone->like->\"9999\"}"), Is.EqualTo(Condition.Field("phone").Contains("9999")));
        Assert.That(FilterText.Parse("{a->gt->61}"), Is.EqualTo(A.IsGreaterThan(61)));
        Assert.That(FilterText.Parse("{a->btw->2022-05-06,2022-05-07}"), Is.EqualTo(A.IsBetween("2022-05-06", "2022-05-07")));
    }

    [Test]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.That(FilterText.TryParse("{a->eq->" + '\ud800' + "}", out _, out string? error), Is.False);
        Assert.That(error, Does.Contain("surrogate"));
    }
}
