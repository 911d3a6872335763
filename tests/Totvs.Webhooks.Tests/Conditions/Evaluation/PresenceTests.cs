using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class PresenceTests
{
    [TestCase(""" "operator":"isNull" """, """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotNull" """, """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"isBlank" """, """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotBlank" """, """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"isEmpty" """, """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotEmpty" """, """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"isMissing" """, """{}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotMissing" """, """{}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNull" """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"isBlank" """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"isMissing" """, """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":""}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":""}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":""}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":""}""", ConditionResult.False)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":""}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":""}""", ConditionResult.False)]
    [TestCase(""" "operator":"isMissing" """, """{"x":""}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":""}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":" \t\u00a0"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":" \t\u00a0"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":" \t\u00a0"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":" \t\u00a0"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":" \t\u00a0"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":" \t\u00a0"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isMissing" """, """{"x":" \t\u00a0"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":" \t\u00a0"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":"a"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":"a"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":"a"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isMissing" """, """{"x":"a"}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":[]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":[]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":[]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":[]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":[]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":[]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isMissing" """, """{"x":[]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":[]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":{}}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":{}}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":{}}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":{}}""", ConditionResult.True)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":{}}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":{}}""", ConditionResult.False)]
    [TestCase(""" "operator":"isMissing" """, """{"x":{}}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":{}}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":[1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":[1]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":[1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":[1]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":[1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":[1]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isMissing" """, """{"x":[1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":[1]}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":0}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":0}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":0}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":0}""", ConditionResult.True)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":0}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":0}""", ConditionResult.True)]
    [TestCase(""" "operator":"isMissing" """, """{"x":0}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":0}""", ConditionResult.True)]
    [TestCase(""" "operator":"isNull" """, """{"x":false}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotNull" """, """{"x":false}""", ConditionResult.True)]
    [TestCase(""" "operator":"isBlank" """, """{"x":false}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotBlank" """, """{"x":false}""", ConditionResult.True)]
    [TestCase(""" "operator":"isEmpty" """, """{"x":false}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotEmpty" """, """{"x":false}""", ConditionResult.True)]
    [TestCase(""" "operator":"isMissing" """, """{"x":false}""", ConditionResult.False)]
    [TestCase(""" "operator":"isNotMissing" """, """{"x":false}""", ConditionResult.True)]
    public void Presence_is_always_decided(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"isTrue" """, """{"x":true}""", ConditionResult.True)]
    [TestCase(""" "operator":"isTrue" """, """{"x":false}""", ConditionResult.False)]
    [TestCase(""" "operator":"isFalse" """, """{"x":false}""", ConditionResult.True)]
    [TestCase(""" "operator":"isFalse" """, """{"x":true}""", ConditionResult.False)]
    [TestCase(""" "operator":"isTrue" """, """{"x":"true"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isTrue" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isTrue" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isTrue" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isFalse" """, """{"x":"true"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isFalse" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isFalse" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"isFalse" """, """{}""", ConditionResult.Unknown)]
    public void Booleans_are_only_booleans(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [Test]
    public void Missing_related_record_makes_its_fields_missing()
    {
        foreach (string record in (string[])["{}", """{"customer":null}""", """{"customer":"ACME"}""", """{"customer":[]}"""])
        {
            Assert.That(Judged.Of(Condition.Field("customer.state").IsMissing(), record), Is.EqualTo(ConditionResult.True));
            Assert.That(Judged.Of(Condition.Field("customer.state").IsNot("SP"), record), Is.EqualTo(ConditionResult.Unknown));
            Assert.That(Judged.Of(!Condition.Field("customer.state").Is("SP"), record), Is.EqualTo(ConditionResult.Unknown));
        }
    }
}
