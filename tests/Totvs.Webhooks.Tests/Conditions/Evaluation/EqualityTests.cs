using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class EqualityTests
{
    [TestCase(""" "operator":"equals","value":"won" """, """{"x":"won"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"won" """, """{"x":"Won"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"won" """, """{"x":"won "}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":1 """, """{"x":"1"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"1" """, """{"x":1}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":true """, """{"x":"true"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":true """, """{"x":true}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":true """, """{"x":false}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":null """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":null """, """{"x":0}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"won" """, """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"won" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"equals","value":null """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"equals","value":"" """, """{"x":""}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"a\u0062c" """, """{"x":"ab\u0063"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"é" """, """{"x":"\u00e9"}""", ConditionResult.True)]
    public void Equals_compares_by_json_type(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"equals","value":1 """, """{"x":1.0}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":1.0 """, """{"x":1}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":100 """, """{"x":1e2}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":0 """, """{"x":-0.0}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":0 """, """{"x":0e999}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":0.1 """, """{"x":0.10000000000000000000000000000000000001}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":0.3 """, """{"x":0.30000000000000004}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":9007199254740993 """, """{"x":9007199254740992}""", ConditionResult.False)]
    [TestCase(
        """ "operator":"equals","value":79228162514264337593543950336 """, """{"x":79228162514264337593543950336.0}""",
        ConditionResult.True)]
    [TestCase(
        """ "operator":"equals","value":79228162514264337593543950336 """, """{"x":79228162514264337593543950337}""",
        ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":1e400 """, """{"x":10e399}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":1e400 """, """{"x":1e401}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":-1e400 """, """{"x":1e400}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":1e-400 """, """{"x":0}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":12.5 """, """{"x":1.25e1}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":0.00125 """, """{"x":125e-5}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":100 """, """{"x":99}""", ConditionResult.False)]
    public void Numbers_are_equal_by_value_however_they_are_written(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"equals","value":[1,"a"] """, """{"x":[1.0,"a"]}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":[1,"a"] """, """{"x":["a",1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":[1] """, """{"x":[1,1]}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":{"literal":{"a":1,"b":[]}} """, """{"x":{"b":[],"a":1.0}}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":{"literal":{"a":1}} """, """{"x":{"a":2,"a":1}}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":{"literal":{"a":1}} """, """{"x":{"a":1,"b":1}}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":[] """, """{"x":{}}""", ConditionResult.False)]
    public void Lists_and_objects_are_equal_by_content(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"equals","value":"2022-05-06T12:00:00-03:00" """, """{"x":"2022-05-06T15:00:00Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"2022-05-06T12:00:00-03:00" """, """{"x":"2022-05-06T15:00:01Z"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"2022-05-06" """, """{"x":"2022-05-07T02:59:59Z"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"2022-05-06" """, """{"x":"2022-05-07T03:00:00Z"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"2022-05-06" """, """{"x":"2022-05-06x"}""", ConditionResult.False)]
    [TestCase(
        """ "operator":"equals","value":"2022-05-06T12:00:00+00:00" """, """{"x":"2022-05-06T12:00:00\u002B00:00"}""",
        ConditionResult.True)]
    public void Texts_that_are_dates_are_equal_as_moments_or_days(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"notEquals","value":"won" """, """{"x":"won"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notEquals","value":"won" """, """{"x":"lost"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notEquals","value":"won" """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"notEquals","value":"won" """, """{"x":7}""", ConditionResult.True)]
    [TestCase(""" "operator":"notEquals","value":"won" """, """{}""", ConditionResult.Unknown)]
    public void Not_equals_is_the_exact_negation(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"equals","value":"São Paulo","ignoreCase":true """, """{"x":"SÃO PAULO"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"São","ignoreCase":true """, """{"x":"SA\u0303O"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"Sa\u0303o","ignoreCase":true """, """{"x":"são"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"São" """, """{"x":"Sa\u0303o"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"São","ignoreCase":true """, """{"x":"sao"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"title","ignoreCase":true """, """{"x":"TITLE"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":"title","ignoreCase":true """, """{"x":"TİTLE"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"straße","ignoreCase":true """, """{"x":"STRASSE"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":"\ud83d\ude00","ignoreCase":true """, """{"x":"😀"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notEquals","value":"são","ignoreCase":true """, """{"x":"SÃO"}""", ConditionResult.False)]
    [TestCase(""" "operator":"in","values":["sp","são"],"ignoreCase":true """, """{"x":"SÃO"}""", ConditionResult.True)]
    public void Ignoring_case_folds_without_culture(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"in","values":["a",1,null] """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"in","values":["a",1,null] """, """{"x":1.0}""", ConditionResult.True)]
    [TestCase(""" "operator":"in","values":["a",1,null] """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"in","values":["a",1] """, """{"x":"b"}""", ConditionResult.False)]
    [TestCase(""" "operator":"in","values":["a",1] """, """{"x":null}""", ConditionResult.False)]
    [TestCase(""" "operator":"in","values":["a"] """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notIn","values":["a",1] """, """{"x":"b"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notIn","values":["a",1] """, """{"x":"a"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notIn","values":["a",1] """, """{"x":null}""", ConditionResult.True)]
    [TestCase(""" "operator":"notIn","values":["a"] """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"in","values":["a",{"field":"y"}] """, """{"x":"b"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"in","values":["a",{"field":"y"}] """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"in","values":["a",{"field":"y"}] """, """{"x":"b","y":"b"}""", ConditionResult.True)]
    public void In_and_not_in_use_the_same_equality(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"equals","value":{"field":"y"} """, """{"x":"a","y":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"equals","value":{"field":"y"} """, """{"x":"a","y":"b"}""", ConditionResult.False)]
    [TestCase(""" "operator":"equals","value":{"field":"y"} """, """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notEquals","value":{"field":"y"} """, """{"x":"a"}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"equals","value":{"field":"y.z"} """, """{"x":1,"y":{"z":1.0}}""", ConditionResult.True)]
    public void Right_side_may_be_another_field(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));
}
