using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class ElementTests
{
    private const string Mixed = """{"items":[{"code":"a"},{"code":"b"}]}""";
    private const string Gap = """{"items":[{"code":"a"},{}]}""";
    private const string Empty = """{"items":[]}""";

    [TestCase("{}")]
    [TestCase("""{"x":null}""")]
    [TestCase("""{"x":{}}""")]
    [TestCase("""{"x":"a"}""")]
    public void List_that_is_not_there_stands_for_one_missing_value(string record)
    {
        FieldReference x = Condition.Field("x[]");
        Assert.That(Judged.Of(x.None().Is(1), record), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(Judged.Of(x.None().IsNot(1), record), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(Judged.Of(x.All().Is(1), record), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(Judged.Of(x.Any().Is(1), record), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(Judged.Of(x.Count().IsAtLeast(0), record), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(Judged.Of(x.None().IsMissing(), record), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(x.None().IsNotMissing(), record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(x.Any().IsMissing(), record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(x.All().IsMissing(), record), Is.EqualTo(ConditionResult.True));
    }

    [TestCase(Mixed, "a", ConditionResult.True, ConditionResult.False, ConditionResult.False)]
    [TestCase(Mixed, "c", ConditionResult.False, ConditionResult.False, ConditionResult.True)]
    [TestCase("""{"items":[{"code":"a"},{"code":"a"}]}""", "a", ConditionResult.True, ConditionResult.True, ConditionResult.False)]
    [TestCase(Gap, "a", ConditionResult.True, ConditionResult.Unknown, ConditionResult.False)]
    [TestCase(Gap, "c", ConditionResult.Unknown, ConditionResult.False, ConditionResult.Unknown)]
    [TestCase(Empty, "a", ConditionResult.False, ConditionResult.True, ConditionResult.True)]
    [TestCase("{}", "a", ConditionResult.Unknown, ConditionResult.Unknown, ConditionResult.Unknown)]
    [TestCase("""{"items":null}""", "a", ConditionResult.Unknown, ConditionResult.Unknown, ConditionResult.Unknown)]
    [TestCase("""{"items":{"code":"a"}}""", "a", ConditionResult.Unknown, ConditionResult.Unknown, ConditionResult.Unknown)]
    public void Any_all_and_none_join_the_elements(
        string record, string code, ConditionResult any, ConditionResult all, ConditionResult none)
    {
        FieldReference codes = Condition.Field("items[].code");
        Assert.That(Judged.Of(codes.Any().Is(code), record), Is.EqualTo(any));
        Assert.That(Judged.Of(codes.Is(code), record), Is.EqualTo(any), "without a word: any");
        Assert.That(Judged.Of(codes.All().Is(code), record), Is.EqualTo(all));
        Assert.That(Judged.Of(codes.None().Is(code), record), Is.EqualTo(none));
        Assert.That(
            Judged.Of(codes.IsNot(code), record),
            Is.EqualTo(none),
            "a negating operator without a word: all, so that it is the negation");
    }

    [Test]
    public void Negating_operator_with_a_word_is_asked_of_each_element()
    {
        Assert.That(Judged.Of(Condition.Field("items[].code").Any().IsNot("a"), Mixed), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field("items[].code").All().IsNot("a"), Mixed), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(Condition.Field("items[].code").None().IsNot("a"), Mixed), Is.EqualTo(ConditionResult.False));
    }

    [TestCase(Mixed, 2)]
    [TestCase(Gap, 1)]
    [TestCase(Empty, 0)]
    [TestCase("""{"items":[{"code":null}]}""", 1)]
    public void Count_counts_the_values_found(string record, int count)
    {
        FieldReference codes = Condition.Field("items[].code").Count();
        Assert.That(Judged.Of(codes.Is(count), record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(codes.IsNot(count), record), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(codes.IsAtLeast(count + 1), record), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(codes.IsBetween(count, 1e300), record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(codes.IsIn(99, count), record), Is.EqualTo(ConditionResult.True));
    }

    [TestCase("{}")]
    [TestCase("""{"items":null}""")]
    [TestCase("""{"items":"ab"}""")]
    public void Count_of_a_list_that_is_not_there_is_unknown(string record)
    {
        Assert.That(Judged.Of(Condition.Field("items[]").Count().Is(0), record), Is.EqualTo(ConditionResult.Unknown));
        Assert.That(Judged.Of(Condition.Field("items[]").Count().IsNot(0), record), Is.EqualTo(ConditionResult.Unknown));
    }

    [Test]
    public void Lists_in_lists_are_gone_through()
    {
        const string Record = """{"orders":[{"items":[{"code":"a"},{"code":"b"}]},{"items":[]},{"items":[{"code":"c"}]}]}""";
        FieldReference codes = Condition.Field("orders[].items[].code");
        Assert.That(Judged.Of(codes.Is("c"), Record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(codes.All().IsIn("a", "b", "c"), Record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(codes.Count().Is(3), Record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field("orders[0].items[].code").Count().Is(2), Record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field("orders[].items[0].code").Count().Is(2), Record), Is.EqualTo(ConditionResult.True));
        Assert.That(
            Judged.Of(Condition.Field("matrix[][]").All().IsGreaterThan(0), """{"matrix":[[1,2],[3]]}"""),
            Is.EqualTo(ConditionResult.True));
    }

    [Test]
    public void Presence_is_asked_of_each_element_too()
    {
        Assert.That(Judged.Of(Condition.Field("items[].code").IsMissing(), Gap), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field("items[].code").IsNotMissing(), Gap), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(Condition.Field("items[].code").IsMissing(), Mixed), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(Condition.Field("items[].code").IsMissing(), "{}"), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field("items[].code").IsNotMissing(), "{}"), Is.EqualTo(ConditionResult.False));
    }
}
