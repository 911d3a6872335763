using System.Buffers;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Tests.Conditions.Json;

public class ConditionReaderTests
{
    [TestCase("""{"field":"amount","operator":"greaterOrEqual","value":10000}""")]
    [TestCase(
        """{"all":[{"field":"a","operator":"isNull"},"""
        + """{"any":[{"field":"b","operator":"isTrue"},{"not":{"field":"c","operator":"changed"}}]}]}""")]
    [TestCase("""{"field":"a","operator":"in","values":["x",1.50,true,null,[1,2],{"literal":{"b":1}},{"field":"y"}],"ignoreCase":true}""")]
    [TestCase("""{"field":"a","operator":"between","from":1,"to":{"previous":"b"}}""")]
    [TestCase("""{"field":"a","operator":"changedFromTo","from":null,"to":"won"}""")]
    [TestCase("""{"field":"items[].code","elements":"count","operator":"lessThan","value":3}""")]
    [TestCase("""{"field":"a","operator":"before","value":{"now":"-30 days"}}""")]
    [TestCase("""{"field":"a","operator":"on","value":{"now":"0 minutes"}}""")]
    [TestCase("""{"field":"a","operator":"inLast","value":"1 month"}""")]
    [TestCase("""{"field":"a.'full name'","operator":"equals","value":"São \"x\" \\ €"}""")]
    [TestCase("""{"field":"a","operator":"equals","value":1e400}""")]
    [TestCase("""{"field":"a","operator":"equals","value":{"literal":{"field":"b"}}}""")]
    public void What_is_read_is_written_back_byte_for_byte(string json)
    {
        Condition condition = Judged.Read(json);
        Assert.That(Write(condition), Is.EqualTo(json));
        Assert.That(Judged.Read(Write(condition)), Is.EqualTo(condition));
    }

    [Test]
    public void Filter_text_stands_where_a_condition_does() =>
        Assert.That(
            Judged.Read("""{"any":["{amount->ge->10000}{stage->eq->won}",{"field":"a","operator":"isTrue"}]}"""),
            Is.EqualTo(
                Condition.Any(
                    Condition.Field("amount").IsAtLeast(10_000) & Condition.Field("stage").Is("won"), Condition.Field("a").IsTrue())));

    [TestCase(
        """{"field":"a","operator":"greatr","value":1}""", "conditions.operator",
        "'greatr' is not an operator; did you mean 'greaterThan'?")]
    [TestCase("""{"field":"a","operator":"equal","value":1}""", "conditions.operator", "did you mean 'equals'?")]
    [TestCase("""{"field":"a","operator":"chnaged"}""", "conditions.operator", "did you mean 'changed'?")]
    [TestCase("""{"field":"a","operator":"gte","value":1}""", "conditions.operator", "did you mean 'greaterOrEqual'?")]
    [TestCase("""{"field":"a","operator":"xyzzyplugh","value":1}""", "conditions.operator", "'xyzzyplugh' is not an operator")]
    [TestCase("""{"field":"a"}""", "conditions.operator", "missing")]
    [TestCase("""{"field":"a","operator":7}""", "conditions.operator", "is a string, not a number")]
    [TestCase("""{"field":7,"operator":"isNull"}""", "conditions.field", "is a string, not a number")]
    [TestCase("""{"field":"a..b","operator":"isNull"}""", "conditions.field", "is not a path")]
    [TestCase("""{"field":"a","operator":"isNull","valu":1}""", "conditions.valu", "did you mean 'value'?")]
    [TestCase("""{"field":"a","operator":"isNull","value":1}""", "conditions.value", "takes nothing")]
    [TestCase("""{"field":"a","operator":"equals"}""", "conditions.value", "missing")]
    [TestCase("""{"field":"a","operator":"equals","values":[1],"value":1}""", "conditions.values", "takes 'value'")]
    [TestCase("""{"field":"a","operator":"in","value":1}""", "conditions.value", "takes 'values'")]
    [TestCase("""{"field":"a","operator":"in","values":1}""", "conditions.values", "is an array, not a number")]
    [TestCase("""{"field":"a","operator":"in","values":[]}""", "conditions.values", "at least one")]
    [TestCase("""{"field":"a","operator":"contains","value":1}""", "conditions.value", "takes a string, not 1")]
    [TestCase("""{"field":"a","operator":"greaterThan","value":"abc"}""", "conditions.value", "a number or an ISO 8601 date")]
    [TestCase("""{"field":"a","operator":"greaterThan","value":true}""", "conditions.value", "a number or an ISO 8601 date")]
    [TestCase("""{"field":"a","operator":"before","value":1}""", "conditions.value", "an ISO 8601 date")]
    [TestCase("""{"field":"a","operator":"before","value":"06/05/2022"}""", "conditions.value", "an ISO 8601 date")]
    [TestCase("""{"field":"a","operator":"between","from":2,"to":1}""", "conditions", "swap them")]
    [TestCase("""{"field":"a","operator":"between","from":"2022-05-07","to":"2022-05-06"}""", "conditions", "swap them")]
    [TestCase(
        """{"field":"a","operator":"between","from":"2022-05-06T12:00:00Z","to":"2022-05-06T11:00:00Z"}""", "conditions", "swap them")]
    [TestCase("""{"field":"a","operator":"between","from":"2022-05-06T12:00","to":"2022-05-06T11:00"}""", "conditions", "swap them")]
    [TestCase("""{"field":"a","operator":"between","from":"2022-05-08","to":"2022-05-06T11:00:00Z"}""", "conditions", "swap them")]
    [TestCase("""{"field":"a","operator":"contains","value":9999}""", "conditions.value", "write \"9999\"")]
    [TestCase("""{"field":"a","operator":"between","from":1,"to":"2022-05-06"}""", "conditions", "two of a kind")]
    [TestCase("""{"field":"a","operator":"between","from":1}""", "conditions.to", "missing")]
    [TestCase("""{"field":"a","operator":"matches","value":"("}""", "conditions.value", "is not a regular expression")]
    [TestCase("""{"field":"a","operator":"matches","value":"(?=a)"}""", "conditions.value", "look-around")]
    [TestCase("""{"field":"a","operator":"matches","value":{"field":"b"}}""", "conditions.value", "not another field")]
    [TestCase("""{"field":"a","operator":"inLast","value":"30"}""", "conditions.value", "a duration")]
    [TestCase("""{"field":"a","operator":"inLast","value":"-30 days"}""", "conditions.value", "a duration")]
    [TestCase("""{"field":"a","operator":"inLast","value":"2 fortnights"}""", "conditions.value", "a duration")]
    [TestCase("""{"field":"a","operator":"before","value":{"now":"soon"}}""", "conditions.value.now", "distance from now")]
    [TestCase("""{"field":"a","operator":"equals","value":{"now":"1 day"}}""", "conditions.value", "operators on dates")]
    [TestCase("""{"field":"a","operator":"equals","value":{"b":1}}""", "conditions.value", "literal")]
    [TestCase("""{"field":"a","operator":"equals","value":{"field":"b","previous":"c"}}""", "conditions.value", "exactly one")]
    [TestCase("""{"field":"a","operator":"equals","value":{"field":1}}""", "conditions.value.field", "is a string")]
    [TestCase("""{"field":"a","operator":"equals","value":{"field":"b[].c"}}""", "conditions.value", "b[0].c")]
    [TestCase("""{"field":"a","operator":"equals","value":{"previous":"b["}}""", "conditions.value", "is not a path")]
    [TestCase(
        """{"field":"a","operator":"greaterThan","value":1,"ignoreCase":true}""", "conditions.ignoreCase", "does not compare strings")]
    [TestCase("""{"field":"a","operator":"equals","value":1,"ignoreCase":"yes"}""", "conditions.ignoreCase", "true or false")]
    [TestCase("""{"field":"a","elements":"any","operator":"isNull"}""", "conditions.elements", "'a[]'")]
    [TestCase("""{"field":"a[]","elements":"some","operator":"isNull"}""", "conditions.elements", "'any', 'all', 'none' and 'count'")]
    [TestCase(
        """{"field":"a[]","elements":"count","operator":"contains","value":"1"}""", "conditions.elements", "does not compare numbers")]
    [TestCase("""{"field":"a[]","elements":"count","operator":"equals","value":"1"}""", "conditions.value", "a count is a number")]
    [TestCase("""{"field":"a[].b","operator":"changed"}""", "conditions.field", "name the whole array, 'a'")]
    [TestCase("""{"all":[]}""", "conditions.all", "empty")]
    [TestCase("""{"all":{}}""", "conditions.all", "is an array of conditions, not an object")]
    [TestCase("""{"not":[]}""", "conditions.not", "a condition is an object")]
    [TestCase("""{"all":[],"any":[]}""", "conditions", "exactly one")]
    [TestCase("""{}""", "conditions", "none of them")]
    [TestCase("""{"alll":[]}""", "conditions.alll", "did you mean 'all'?")]
    [TestCase("""{"all":[{"field":"a","operator":"isNull"}],"field2":1}""", "conditions.field2", "does not belong here")]
    [TestCase("""{"field":"a","field":"b","operator":"isNull"}""", "conditions.field", "twice")]
    [TestCase("""["a"]""", "conditions", "not an array")]
    [TestCase("""null""", "conditions", "not null")]
    [TestCase(""" "{amount->gee->1}" """, "conditions", "did you mean 'ge'?")]
    public void Fault_is_named_with_its_place_and_the_remedy(string json, string place, string message)
    {
        List<DefinitionFault> errors = FaultsOf(json);
        Assert.That(
            errors.Where(error => error.Place == place).Select(error => error.Message),
            Has.Some.Contains(message),
            string.Join('\n', errors));
    }

    [Test]
    public void Every_fault_is_found_at_once()
    {
        const string Json = """
            {"all":[
              {"field":"a","operator":"greatr","value":1},
              {"any":[{"field":"b..c","operator":"contains","value":7}, {"nto":{}}]},
              {"not":{"field":"d","operator":"between","from":2,"to":1}}
            ]}
            """;
        Assert.That(FaultsOf(Json).Select(error => error.Place), Is.EqualTo((string[])
        [
            "conditions.all[0].operator",
            "conditions.all[1].any[0].field",
            "conditions.all[1].any[0].value",
            "conditions.all[1].any[1]",
            "conditions.all[1].any[1].nto",
            "conditions.all[2].not",
        ]));
    }

    [Test]
    public void Groups_may_be_32_deep_and_no_deeper([Values(32, 33, 60)] int depth)
    {
        var json = new StringBuilder();
        for (int i = 0; i < depth; i++)
        {
            json.Append("{\"not\":");
        }

        json.Append("{\"field\":\"a\",\"operator\":\"isNull\"}").Append('}', depth);
        List<DefinitionFault> errors = FaultsOf(json.ToString());
        Assert.That(errors.Select(error => error.Message), depth <= 32 ? Is.Empty : Has.One.Contains("32 deep"));
    }

    [Test]
    public void Fluent_builder_is_validated_by_the_same_rules()
    {
        Condition condition = Condition.Field("a..b").Is(1) & Condition.Any() & new FieldCondition("c", (ConditionOperator)999)
            & new FieldCondition("d", ConditionOperator.EqualTo)
            & Condition.Field("e").IsAfter(Operand.Now(int.MaxValue, DurationUnit.Years))
                & Condition.Field("f").IsInTheLast(0, DurationUnit.Days) & Condition.Field("g").Any().Is(1);
        var errors = new List<DefinitionFault>();
        ConditionValidator.Validate(condition, "conditions", errors);
        Assert.That(errors.Select(error => error.Place), Is.EqualTo((string[])
        [
            "conditions.all[0].field", "conditions.all[1].any", "conditions.all[2].operator", "conditions.all[3]",
            "conditions.all[4].value", "conditions.all[5].value", "conditions.all[6].elements",
        ]));
    }

    [Test]
    public void Tree_too_deep_is_refused_without_going_down()
    {
        Condition condition = Condition.Field("a").IsNull();
        for (int i = 0; i < 10_000; i++)
        {
            condition = Condition.Not(condition);
        }

        var errors = new List<DefinitionFault>();
        ConditionValidator.Validate(condition, "conditions", errors);
        Assert.That(errors.Single().Message, Does.Contain("32 deep"));
        Assert.That(() => Judged.Of(condition, "{}"), Throws.ArgumentException);
    }

    private static List<DefinitionFault> FaultsOf(string json)
    {
        var errors = new List<DefinitionFault>();
        Condition? condition = ConditionReader.Read(JsonElement.Parse(json), "conditions", errors);
        Assert.That(condition is not null || errors.Count > 0);
        return errors;
    }

    private static string Write(Condition condition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            ConditionWriter.Write(writer, condition);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
