using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Tests.Conditions;

namespace Totvs.Webhooks.Tests.Records;

public class PathTests
{
    [TestCase("a", """{"a":1}""")]
    [TestCase("a.b.c", """{"a":{"b":{"c":1}}}""")]
    [TestCase("a[1].b", """{"a":[{"b":0},{"b":1}]}""")]
    [TestCase("a[0][1]", """{"a":[[0,1]]}""")]
    [TestCase("[1]", "[0,1]")]
    [TestCase("'full name'", """{"full name":1}""")]
    [TestCase("a.\"b.c\".d", """{"a":{"b.c":{"d":1}}}""")]
    [TestCase("'it\\'s'", """{"it's":1}""")]
    [TestCase("'a\\\\b'", """{"a\\b":1}""")]
    [TestCase("''", """{"":1}""")]
    [TestCase("ação-1_x$", """{"ação-1_x$":1}""")]
    [TestCase("a", """{"\u0061":1}""")]
    [TestCase("a", """{"a":0,"a":1}""")]
    [TestCase("😀", """{"😀":1}""")]
    public void Path_finds_its_value(string path, string record) =>
        Assert.That(Judged.Of(Condition.Field(path).Is(1), record), Is.EqualTo(ConditionResult.True));

    [TestCase("a", """{"A":1}""")]
    [TestCase("a.b", """{"a.b":1}""")]
    [TestCase("a.b", """{"a":[{"b":1}]}""")]
    [TestCase("a[1]", """{"a":[1]}""")]
    [TestCase("a[0]", """{"a":{"0":1}}""")]
    [TestCase("a", "[1]")]
    [TestCase("a", "1")]
    public void Path_that_leads_nowhere_is_missing(string path, string record)
    {
        Assert.That(Judged.Of(Condition.Field(path).IsMissing(), record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field(path).Is(1), record), Is.EqualTo(ConditionResult.Unknown));
    }

    [TestCase("", "empty")]
    [TestCase("  ", "empty")]
    [TestCase(".a", "character 1")]
    [TestCase("a.", null)]
    [TestCase("a..b", "character 3")]
    [TestCase("a b", "quotes")]
    [TestCase("a[b]", "brackets")]
    [TestCase("a[-1]", "brackets")]
    [TestCase("a[", "brackets")]
    [TestCase("a[12345678]", "brackets")]
    [TestCase("a[0]b", "dot")]
    [TestCase("'a", "closing quote")]
    [TestCase("'a'b", "dot")]
    [TestCase("a->b", "quotes")]
    [TestCase("a,b", "quotes")]
    public void What_is_no_path_is_refused_with_the_place(string text, string? mentioned)
    {
        Assert.That(FieldPath.Parse(text, out string? error), Is.Null);
        Assert.That(error, Does.Contain("is not a path").And.Contain(mentioned ?? "name is missing"));
    }

    [Test]
    public void Half_a_surrogate_pair_is_refused()
    {
        Assert.That(FieldPath.Parse("a" + '\ud800', out string? error), Is.Null);
        Assert.That(error, Does.Contain("surrogate"));
    }

    [Test]
    public void Path_of_too_many_steps_is_refused()
    {
        Assert.That(FieldPath.Parse(string.Join('.', Enumerable.Repeat("a", 32)), out _), Is.Not.Null);
        Assert.That(FieldPath.Parse(string.Join('.', Enumerable.Repeat("a", 33)), out string? error), Is.Null);
        Assert.That(error, Does.Contain("32"));
    }

    [TestCase("a", "a")]
    [TestCase("a.b", "'a.b'")]
    [TestCase("it's", "'it\\'s'")]
    [TestCase("back\\slash", "'back\\\\slash'")]
    [TestCase("", "''")]
    [TestCase("São Paulo", "'São Paulo'")]
    public void Name_is_quoted_where_it_must_be(string name, string step)
    {
        Assert.That(FieldPath.Quote(name), Is.EqualTo(step));
        Assert.That(FieldPath.Parse(step, out _)!.Steps.Single().Name, Is.EqualTo(name));
    }

    [Test]
    public void Name_that_is_no_valid_unicode_makes_its_object_unreadable_not_the_matching_fail()
    {
        const string Record = """{"\ud800abc":1,"x":{"y":1}}""";
        foreach (Condition condition
            in (Condition[])[Condition.Field("other").Is(1), Condition.Field("other").IsMissing(), Condition.Field("other").Changed()])
        {
            Assert.That(Judged.Of(condition, Record, Record), Is.EqualTo(ConditionResult.Unknown));
            Assert.That(Judged.Of(!condition, Record, Record), Is.EqualTo(ConditionResult.Unknown));
        }
    }

    [Test]
    public void Each_path_is_followed_once_for_an_event()
    {
        var paths = new FieldPathTable();
        var first = CompiledCondition.Compile(Condition.Field("a").Is(1), Judged.Settings, paths);
        var second = CompiledCondition.Compile(Condition.Field("a").IsAtLeast(Operand.Field("b")), Judged.Settings, paths);
        Assert.That(paths.Count, Is.EqualTo(2));
        var view = new RecordView(paths, Judged.Parse("""{"a":1,"b":0}"""), null, Judged.Now);
        Assert.That(first.Evaluate(view), Is.EqualTo(ConditionResult.True));
        Assert.That(second.Evaluate(view), Is.EqualTo(ConditionResult.True));
    }
}
