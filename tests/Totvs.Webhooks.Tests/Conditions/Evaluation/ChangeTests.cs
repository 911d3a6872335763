using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class ChangeTests
{
    [TestCase(""" "operator":"changed" """, """{"x":1}""", """{"x":1.0}""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{"x":1}""", """{"x":1.0}""", ConditionResult.True)]
    [TestCase(""" "operator":"changed" """, """{"x":1}""", """{"x":2}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{"x":1}""", """{"x":2}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{"x":"a"}""", """{"x":"A"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{"x":"a"}""", """{"x":"A"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{"x":null}""", """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{"x":null}""", """{"x":1}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{"x":1}""", """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{"x":1}""", """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{"x":null}""", """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{"x":null}""", """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"changed" """, """{"x":1}""", """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{"x":1}""", """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{}""", """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{}""", """{"x":1}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{}""", """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{}""", """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"changed" """, """{"x":null}""", """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{"x":null}""", """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"changed" """, """{}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notChanged" """, """{}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"changed" """, """{"x":[1,2]}""", """{"x":[1,2.0]}""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{"x":[1,2]}""", """{"x":[1,2.0]}""", ConditionResult.True)]
    [TestCase(""" "operator":"changed" """, """{"x":[1,2]}""", """{"x":[2,1]}""", ConditionResult.True)]
    [TestCase(""" "operator":"notChanged" """, """{"x":[1,2]}""", """{"x":[2,1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"changed" """, """{"x":{"a":1,"b":2}}""", """{"x":{"b":2,"a":1}}""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{"x":{"a":1,"b":2}}""", """{"x":{"b":2,"a":1}}""", ConditionResult.True)]
    [TestCase(
        """ "operator":"changed" """, """{"x":"2022-05-06T15:00:00Z"}""", """{"x":"2022-05-06T12:00:00-03:00"}""", ConditionResult.False)]
    [TestCase(
        """ "operator":"notChanged" """, """{"x":"2022-05-06T15:00:00Z"}""", """{"x":"2022-05-06T12:00:00-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changed" """, """{"x":1}""", """null""", ConditionResult.False)]
    [TestCase(""" "operator":"notChanged" """, """{"x":1}""", """null""", ConditionResult.True)]
    public void Changed_compares_with_the_record_before(string members, string record, string previous, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record, previous), Is.EqualTo(expected));

    [TestCase(""" "operator":"changedTo","value":"won" """, """{"x":"won"}""", """{"x":"open"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedTo","value":"won" """, """{"x":"won"}""", """{"x":"won"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedTo","value":"won" """, """{"x":"lost"}""", """{"x":"open"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedTo","value":"won" """, """{"x":"won"}""", """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedTo","value":"won" """, """{}""", """{"x":"won"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"changedTo","value":null """, """{"x":null}""", """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedTo","value":"won","ignoreCase":true """, """{"x":"WON"}""", """{"x":"open"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedTo","value":"won","ignoreCase":true """, """{"x":"WON"}""", """{"x":"won"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedTo","value":{"field":"y"} """, """{"x":3,"y":3}""", """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedFrom","value":"open" """, """{"x":"won"}""", """{"x":"open"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedFrom","value":"open" """, """{"x":"open"}""", """{"x":"open"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedFrom","value":"open" """, """{"x":"won"}""", """{"x":"lost"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedFrom","value":"open" """, """{"x":"won"}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"changedFrom","value":"open" """, """{}""", """{"x":"open"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedFromTo","from":"open","to":"won" """, """{"x":"won"}""", """{"x":"open"}""", ConditionResult.True)]
    [TestCase(""" "operator":"changedFromTo","from":"open","to":"won" """, """{"x":"won"}""", """{"x":"lost"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedFromTo","from":"open","to":"won" """, """{"x":"lost"}""", """{"x":"open"}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedFromTo","from":"open","to":"won" """, """{"x":"won"}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"changedFromTo","from":"open","to":"won" """, """{"x":"lost"}""", """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"changedFromTo","from":"a","to":"a" """, """{"x":"a"}""", """{"x":"a"}""", ConditionResult.False)]
    public void Changed_to_and_from_name_the_values(string members, string record, string previous, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record, previous), Is.EqualTo(expected));

    [TestCase(""" "operator":"increased" """, """{"x":2}""", """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"increased" """, """{"x":1}""", """{"x":1.0}""", ConditionResult.False)]
    [TestCase(""" "operator":"increased" """, """{"x":0}""", """{"x":1}""", ConditionResult.False)]
    [TestCase(""" "operator":"decreased" """, """{"x":0}""", """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"decreased" """, """{"x":1}""", """{"x":1}""", ConditionResult.False)]
    [TestCase(""" "operator":"increased" """, """{"x":"2022-05-07"}""", """{"x":"2022-05-06"}""", ConditionResult.True)]
    [TestCase(
        """ "operator":"decreased" """, """{"x":"2022-05-06T10:00:00Z"}""", """{"x":"2022-05-06T10:00:00-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"increased" """, """{"x":"b"}""", """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"increased" """, """{"x":1}""", """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"increased" """, """{"x":null}""", """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"increased" """, """{"x":1}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"increased" """, """{}""", """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"increased" """, """{}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"increased" """, """{"x":1}""", """{"x":"2022-05-06"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{"x":"b"}""", """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{"x":1}""", """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{"x":null}""", """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{"x":1}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{}""", """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{}""", """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"decreased" """, """{"x":1}""", """{"x":"2022-05-06"}""", ConditionResult.Unknown)]
    public void Increased_and_decreased_need_an_order(string members, string record, string previous, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record, previous), Is.EqualTo(expected));

    [TestCase(""" "operator":"greaterThan","value":{"previous":"x"} """, """{"x":10}""", """{"x":5}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":{"previous":"y"} """, """{"x":10}""", """{"y":10}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":{"previous":"x"} """, """{"x":10}""", """{}""", ConditionResult.Unknown)]
    public void Old_value_may_be_the_right_side(string members, string record, string previous, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record, previous), Is.EqualTo(expected));

    [Test]
    public void Nothing_has_changed_in_a_record_just_created()
    {
        FieldReference field = Condition.Field("x");
        foreach (string? previous in (string?[])[null, "null"])
        {
            foreach (string record in (string[])["""{"x":"won"}""", "{}"])
            {
                Condition[] conditions =
                [
                    field.Changed(), field.ChangedTo("won"), field.ChangedFrom("open"), field.ChangedFromTo("open", "won"),
                    field.Increased(), field.Decreased(), Condition.AnyChanged("x", "y"),
                ];
                foreach (Condition condition in conditions)
                {
                    Assert.That(Judged.Of(condition, record, previous), Is.EqualTo(ConditionResult.False), condition.ToString());
                    Assert.That(Judged.Of(!condition, record, previous), Is.EqualTo(ConditionResult.True), condition.ToString());
                }

                Assert.That(Judged.Of(field.DidNotChange(), record, previous), Is.EqualTo(ConditionResult.True));
            }
        }

        Assert.That(Judged.Of(field.Is(Operand.Previous("x")), """{"x":1}"""), Is.EqualTo(ConditionResult.Unknown));
    }

    [Test]
    public void Any_of_several_fields_changed()
    {
        Condition condition = Condition.AnyChanged("x", "y.z");
        Assert.That(Judged.Of(condition, """{"x":1,"y":{"z":2}}""", """{"x":1,"y":{"z":3}}"""), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(condition, """{"x":1,"y":{"z":2}}""", """{"x":1,"y":{"z":2}}"""), Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(condition, """{"x":1}""", """{"x":1}"""), Is.EqualTo(ConditionResult.Unknown));
    }
}
