using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions;

public class LogicTests
{
    private const string Record = """{"t":1,"f":0}""";
    private static readonly Condition True = Condition.Field("t").Is(1);
    private static readonly Condition False = Condition.Field("f").Is(1);
    private static readonly Condition Unknown = Condition.Field("u").Is(1);

    [Test]
    public void All_any_and_not_follow_the_tables_of_kleene()
    {
        (Condition Condition, ConditionResult Result)[] values =
            [(True, ConditionResult.True), (False, ConditionResult.False), (Unknown, ConditionResult.Unknown)];
        foreach ((Condition left, ConditionResult leftResult) in values)
        {
            ConditionResult negated = leftResult switch
            {
                ConditionResult.True => ConditionResult.False,
                ConditionResult.False => ConditionResult.True,
                _ => ConditionResult.Unknown,
            };
            Assert.That(Judged.Of(!left, Record), Is.EqualTo(negated));
            foreach ((Condition right, ConditionResult rightResult) in values)
            {
                ConditionResult[] both = [leftResult, rightResult];
                ConditionResult all = both.Contains(ConditionResult.False)
                    ? ConditionResult.False
                    : both.Contains(ConditionResult.Unknown)
                    ? ConditionResult.Unknown
                    : ConditionResult.True;
                ConditionResult any = both.Contains(ConditionResult.True)
                    ? ConditionResult.True
                    : both.Contains(ConditionResult.Unknown)
                    ? ConditionResult.Unknown
                    : ConditionResult.False;
                Assert.That(Judged.Of(left & right, Record), Is.EqualTo(all));
                Assert.That(Judged.Of(left | right, Record), Is.EqualTo(any));
            }
        }
    }

    [Test]
    public void Event_without_a_record_leaves_every_condition_unknown()
    {
        foreach (string? none in (string?[])[null, "null"])
        {
            Condition[] conditions =
                [True, Condition.Field("x").IsMissing(), Condition.Field("x").Changed(), Condition.Field("x[]").Count().Is(0)];
            foreach (Condition condition in conditions)
            {
                Assert.That(Judged.Of(condition, none), Is.EqualTo(ConditionResult.Unknown));
                Assert.That(Judged.Of(!condition, none, """{"x":1}"""), Is.EqualTo(ConditionResult.Unknown));
            }
        }
    }

    [Test]
    public void Signs_join_groups_of_their_kind_and_keep_precedence()
    {
        Assert.That(True & False & Unknown, Is.EqualTo(Condition.All(True, False, Unknown)));
        Assert.That(True & (False & Unknown), Is.EqualTo(Condition.All(True, False, Unknown)));
        Assert.That(True | False | Unknown, Is.EqualTo(Condition.Any(True, False, Unknown)));
        Assert.That(True | False & Unknown, Is.EqualTo(Condition.Any(True, Condition.All(False, Unknown))));
        Assert.That(!True, Is.EqualTo(Condition.Not(True)));
    }

    [Test]
    public void Conditions_are_compared_by_content()
    {
        Condition Make() => Condition.Any(
            Condition.Field("a[]").All().IsIn(["x", "y"], ignoreCase: true), !Condition.Field("b").IsBetween(1, Operand.Previous("c")))
            & Condition.Field("d").IsAfter(Operand.Now(-30, DurationUnit.Days));
        Condition first = Make();
        Condition second = Make();
        Assert.That(first, Is.EqualTo(second));
        Assert.That(first.GetHashCode(), Is.EqualTo(second.GetHashCode()));
        Assert.That(Condition.Field("a").Is(1), Is.EqualTo(Condition.Field("a").Is(1.0m)), "numbers by value");
        Assert.That(Condition.Field("a").Is(1).GetHashCode(), Is.EqualTo(Condition.Field("a").Is(1.0m).GetHashCode()));
        Assert.That(Condition.Field("a").Is(1), Is.Not.EqualTo(Condition.Field("a").Is("1")));
        Assert.That(Condition.Field("a").Is("x"), Is.Not.EqualTo(Condition.Field("a").Is("x", ignoreCase: true)));
        Assert.That(Condition.Field("a[]").Any().Is("x"), Is.Not.EqualTo(Condition.Field("a[]").Is("x")));
        Assert.That(Condition.Field("a").Is(Operand.Field("b")), Is.Not.EqualTo(Condition.Field("a").Is(Operand.Previous("b"))));
        Assert.That(Condition.All(True, False), Is.Not.EqualTo(Condition.All(False, True)));
        Assert.That(Condition.All(True), Is.Not.EqualTo(Condition.Any(True)));
    }

    [Test]
    public void Literal_outlives_the_document_it_came_from()
    {
        Condition condition;
        using (var document = System.Text.Json.JsonDocument.Parse("""{"a":[1,{"b":2}]}"""))
        {
            condition = Condition.Field("x").Is(document.RootElement.GetProperty("a"));
        }

        Assert.That(Judged.Of(condition, """{"x":[1,{"b":2}]}"""), Is.EqualTo(ConditionResult.True));
        Assert.That(condition.ToString(), Does.Contain("[1,{\"b\":2}]"));
    }

    [Test]
    public void Misuse_is_refused_at_once()
    {
        Assert.That(() => (Operand)double.NaN, Throws.ArgumentException.With.Message.Contains("finite"));
        Assert.That(() => (Operand)default(System.Text.Json.JsonElement), Throws.ArgumentException);
        Assert.That(() => Condition.All(True, null!), Throws.ArgumentException);
        Assert.That(() => Condition.Not(null!), Throws.ArgumentNullException);
        Assert.That(() => Condition.Field(null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Condition_that_was_not_validated_is_refused_when_compiled_not_when_judged()
    {
        Condition[] invalid =
        [
            Condition.Field("a").Is(Operand.Now()), Condition.Field("a").IsIn(1, Operand.Now()),
            Condition.Field("a").Contains(Operand.Now()), Condition.Field("a").ChangedTo(Operand.Now()),
            Condition.Field("a..b").Is(1), new FieldCondition("a", ConditionOperator.Between, 1),
            new FieldCondition("a", (ConditionOperator)999), Condition.Field("a").Matches("("),
            Condition.Field("a").IsInTheLast(5_000_000, DurationUnit.Days),
        ];
        foreach (Condition condition in invalid)
        {
            Assert.That(() => Judged.Of(condition, """{"a":"x"}"""), Throws.ArgumentException, condition.ToString());
        }
    }

    [Test]
    public void Every_fluent_method_makes_a_valid_condition()
    {
        FieldReference x = Condition.Field("x");
        Condition[] all =
        [
            x.Is("a"), x.Is(null), x.Is(true), x.Is(1L), x.Is(1.5), x.Is(2m), x.Is(Guid.Empty), x.Is(new DateOnly(2022, 5, 6)),
            x.Is(Judged.Now), x.IsNot("a", ignoreCase: true),
            x.Contains("a"), x.DoesNotContain("a"), x.StartsWith("a"), x.DoesNotStartWith("a"), x.EndsWith("a"), x.DoesNotEndWith("a"),
            x.Matches("a+"), x.DoesNotMatch("a+", ignoreCase: true),
            x.IsGreaterThan(1), x.IsAtLeast(1), x.IsLessThan(new DateOnly(2022, 5, 6)), x.IsAtMost(Operand.Now()), x.IsBetween(1, 2),
            x.IsNotBetween(1, 2),
            x.IsIn("a", 1, true), x.IsIn(["a", "b"], ignoreCase: true), x.IsNotIn("a", 1), x.IsNotIn(["a"]), x.IsTrue(), x.IsFalse(),
            x.IsNull(), x.IsNotNull(), x.IsBlank(), x.IsNotBlank(), x.IsEmpty(), x.IsNotEmpty(), x.IsMissing(), x.IsNotMissing(),
            x.Changed(), x.DidNotChange(), x.ChangedTo("a"), x.ChangedTo(null), x.ChangedFrom("a"), x.ChangedFromTo("a", null),
            x.Increased(), x.Decreased(),
            x.IsBefore(Judged.Now), x.IsAfter(Operand.Now(-1, DurationUnit.Days)), x.IsOnOrBefore("2022-05-06"),
            x.IsOnOrAfter(Operand.Field("y")), x.IsOn(new DateOnly(2022, 5, 6)), x.IsNotOn(Operand.Previous("x")),
            x.IsToday(), x.IsYesterday(), x.IsTomorrow(), x.IsInThisWeek(), x.IsInLastWeek(), x.IsInNextWeek(), x.IsInThisMonth(),
            x.IsInLastMonth(), x.IsInNextMonth(),
            x.IsInThisQuarter(), x.IsInLastQuarter(), x.IsInNextQuarter(), x.IsInThisYear(), x.IsInLastYear(), x.IsInNextYear(),
            x.IsInTheLast(30, DurationUnit.Days), x.IsInTheNext(2, DurationUnit.Hours), x.IsOlderThan(1, DurationUnit.Years),
            x.IsAnniversary(),
        ];
        var errors = new List<Totvs.Webhooks.Conditions.Json.DefinitionFault>();
        foreach (Condition condition in all)
        {
            Totvs.Webhooks.Conditions.Json.ConditionValidator.Validate(condition, "conditions", errors);
        }

        Assert.That(errors, Is.Empty);
        Assert.That(
            all.Cast<FieldCondition>().Select(condition => condition.Operator).Distinct(),
            Is.EquivalentTo(Enum.GetValues<ConditionOperator>()),
            "every operator has its method");
    }
}
