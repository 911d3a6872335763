using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class OrderTests
{
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":10}""", ConditionResult.False)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":10.0000000000000000000000000000000000001}""", ConditionResult.True)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":9}""", ConditionResult.False)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":10.0}""", ConditionResult.True)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":9.9999999999999999999999999999999}""", ConditionResult.False)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":10}""", ConditionResult.False)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":-10}""", ConditionResult.True)]
    [TestCase(""" "operator":"lessThan","value":-10 """, """{"x":-11}""", ConditionResult.True)]
    [TestCase(""" "operator":"lessThan","value":-1e30 """, """{"x":-2e30}""", ConditionResult.True)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":10}""", ConditionResult.True)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":11}""", ConditionResult.False)]
    [TestCase(""" "operator":"greaterThan","value":1e400 """, """{"x":1e401}""", ConditionResult.True)]
    [TestCase(
        """ "operator":"greaterThan","value":99999999999999999999999999999999 """, """{"x":100000000000000000000000000000000}""",
        ConditionResult.True)]
    [TestCase(""" "operator":"greaterThan","value":9 """, """{"x":"10"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":0.5 """, """{"x":0.49}""", ConditionResult.True)]
    [TestCase(""" "operator":"lessThan","value":0.05 """, """{"x":0.5}""", ConditionResult.False)]
    public void Numbers_are_ordered_exactly(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"between","from":10,"to":20 """, """{"x":10}""", ConditionResult.True)]
    [TestCase(""" "operator":"between","from":10,"to":20 """, """{"x":20.0}""", ConditionResult.True)]
    [TestCase(""" "operator":"between","from":10,"to":20 """, """{"x":9.99}""", ConditionResult.False)]
    [TestCase(""" "operator":"between","from":10,"to":20 """, """{"x":20.01}""", ConditionResult.False)]
    [TestCase(""" "operator":"between","from":10,"to":10 """, """{"x":10}""", ConditionResult.True)]
    [TestCase(
        """ "operator":"between","from":"2022-05-01","to":"2022-05-06" """, """{"x":"2022-05-06T23:59:59-03:00"}""", ConditionResult.True)]
    [TestCase(
        """ "operator":"between","from":"2022-05-01","to":"2022-05-06" """, """{"x":"2022-05-07T00:00:00-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notBetween","from":10,"to":20 """, """{"x":10}""", ConditionResult.False)]
    [TestCase(""" "operator":"notBetween","from":10,"to":20 """, """{"x":21}""", ConditionResult.True)]
    [TestCase(""" "operator":"notBetween","from":10,"to":20 """, """{"x":"21"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notBetween","from":10,"to":20 """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"between","from":{"field":"y"},"to":20 """, """{"x":15}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"between","from":10,"to":{"field":"y"} """, """{"x":9}""", ConditionResult.False)]
    public void Between_includes_both_ends(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(
        """ "operator":"greaterThan","value":"2022-05-06T12:00:00Z" """, """{"x":"2022-05-06T10:00:00-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"lessThan","value":"2022-05-06T12:00:00Z" """, """{"x":"2022-05-06T10:00:00-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"greaterOrEqual","value":"2022-05-06" """, """{"x":"2022-05-06T00:00:00-03:00"}""", ConditionResult.True)]
    [TestCase(""" "operator":"greaterThan","value":"2022-05-06" """, """{"x":"2022-05-06T23:59:00-03:00"}""", ConditionResult.False)]
    [TestCase(""" "operator":"lessOrEqual","value":"2022-05-06" """, """{"x":"2022-05-07T02:59:00Z"}""", ConditionResult.True)]
    public void Dates_are_ordered_as_dates_never_as_text(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":true}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":[11]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":10 """, """{"x":"2022-05-06"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":true}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":[11]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterOrEqual","value":10 """, """{"x":"2022-05-06"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":true}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":[11]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessThan","value":10 """, """{"x":"2022-05-06"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":true}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":[11]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"lessOrEqual","value":10 """, """{"x":"2022-05-06"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":"2022-05-06" """, """{"x":"tomorrow"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"greaterThan","value":{"field":"y"} """, """{"x":1,"y":"a"}""", ConditionResult.Unknown)]
    public void What_has_no_order_is_unknown(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));
}
