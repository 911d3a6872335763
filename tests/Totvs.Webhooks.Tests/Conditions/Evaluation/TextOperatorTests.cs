using System.Text.RegularExpressions;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class TextOperatorTests
{
    [TestCase(""" "operator":"contains","value":"ai" """, """{"x":"raining"}""", ConditionResult.True)]
    [TestCase(""" "operator":"contains","value":"AI" """, """{"x":"raining"}""", ConditionResult.False)]
    [TestCase(""" "operator":"contains","value":"" """, """{"x":"a"}""", ConditionResult.True)]
    [TestCase(""" "operator":"contains","value":"raining" """, """{"x":"ai"}""", ConditionResult.False)]
    [TestCase(""" "operator":"startsWith","value":"ra" """, """{"x":"rain"}""", ConditionResult.True)]
    [TestCase(""" "operator":"startsWith","value":"in" """, """{"x":"rain"}""", ConditionResult.False)]
    [TestCase(""" "operator":"endsWith","value":"in" """, """{"x":"rain"}""", ConditionResult.True)]
    [TestCase(""" "operator":"endsWith","value":"ra" """, """{"x":"rain"}""", ConditionResult.False)]
    [TestCase(""" "operator":"contains","value":"\"b" """, """{"x":"a\"b"}""", ConditionResult.True)]
    [TestCase(""" "operator":"startsWith","value":"a\n" """, """{"x":"a\u000ab"}""", ConditionResult.True)]
    [TestCase(""" "operator":"endsWith","value":"\\" """, """{"x":"a\\"}""", ConditionResult.True)]
    [TestCase(""" "operator":"contains","value":"n" """, """{"x":"a\nb"}""", ConditionResult.False)]
    [TestCase(""" "operator":"contains","value":{"field":"y"} """, """{"x":"rain","y":"ai"}""", ConditionResult.True)]
    [TestCase(""" "operator":"contains","value":{"field":"y"} """, """{"x":"rain","y":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"contains","value":{"field":"y"} """, """{"x":"rain"}""", ConditionResult.Unknown)]
    public void Texts_are_searched_character_by_character(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"notContains","value":"ai" """, """{"x":"raining"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notContains","value":"ai" """, """{"x":"sun"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notStartsWith","value":"ra" """, """{"x":"rain"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notStartsWith","value":"ra" """, """{"x":"sun"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notEndsWith","value":"in" """, """{"x":"rain"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notEndsWith","value":"in" """, """{"x":"sun"}""", ConditionResult.True)]
    [TestCase(""" "operator":"notMatches","value":"^r" """, """{"x":"rain"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notMatches","value":"^r" """, """{"x":"sun"}""", ConditionResult.True)]
    public void Negated_texts_are_the_exact_negation(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"contains","value":"ÃO","ignoreCase":true """, """{"x":"São Paulo"}""", ConditionResult.True)]
    [TestCase(""" "operator":"startsWith","value":"SÃO","ignoreCase":true """, """{"x":"sa\u0303o paulo"}""", ConditionResult.True)]
    [TestCase(""" "operator":"endsWith","value":"ÃO","ignoreCase":true """, """{"x":"João"}""", ConditionResult.True)]
    [TestCase(""" "operator":"matches","value":"^joão$","ignoreCase":true """, """{"x":"JOA\u0303O"}""", ConditionResult.True)]
    [TestCase(""" "operator":"matches","value":"^joão$" """, """{"x":"JOÃO"}""", ConditionResult.False)]
    [TestCase(""" "operator":"notContains","value":"ÃO","ignoreCase":true """, """{"x":"são"}""", ConditionResult.False)]
    public void Ignoring_case_works_in_every_text_operator(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"matches","value":"[0-9]{3}" """, """{"x":"a123b"}""", ConditionResult.True)]
    [TestCase(""" "operator":"matches","value":"^[0-9]{3}$" """, """{"x":"a123b"}""", ConditionResult.False)]
    [TestCase(""" "operator":"matches","value":"a.c" """, """{"x":"abc"}""", ConditionResult.True)]
    public void Regular_expressions_search_anywhere(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [TestCase(""" "operator":"contains","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"contains","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"contains","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"contains","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notContains","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notContains","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notContains","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notContains","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"startsWith","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"startsWith","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"startsWith","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"startsWith","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notStartsWith","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notStartsWith","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notStartsWith","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notStartsWith","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"endsWith","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"endsWith","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"endsWith","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"endsWith","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notEndsWith","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notEndsWith","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notEndsWith","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notEndsWith","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"matches","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"matches","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"matches","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"matches","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notMatches","value":"1" """, """{"x":1}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notMatches","value":"1" """, """{"x":null}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notMatches","value":"1" """, """{}""", ConditionResult.Unknown)]
    [TestCase(""" "operator":"notMatches","value":"1" """, """{"x":["1"]}""", ConditionResult.Unknown)]
    public void What_is_no_text_is_unknown(string members, string record, ConditionResult expected) =>
        Assert.That(Judged.Field(members, record), Is.EqualTo(expected));

    [Test]
    public void Long_texts_are_read_whole([Values(255, 256, 257, 1_000_000)] int length)
    {
        string text = new string('a', length - 1) + "Ã";
        string record = $$"""{"x":"{{text}}"}""";
        Assert.That(Judged.Field("""  "operator":"endsWith","value":"aã","ignoreCase":true""", record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Field("""  "operator":"matches","value":"Ã$" """, record), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Field($$"""  "operator":"equals","value":"{{text}}" """, record), Is.EqualTo(ConditionResult.True));
    }

    [TestCase("""{"x":"\ud800"}""")]
    [TestCase("""{"x":"a\udc00\ud800b"}""")]
    public void Half_a_surrogate_pair_is_read_as_the_replacement_character(string record)
    {
        Assert.That(Judged.Field("""  "operator":"contains","value":"\ufffd" """, record), Is.EqualTo(ConditionResult.True));
        Assert.That(
            Judged.Field("""  "operator":"contains","value":"\ufffd","ignoreCase":true""", record),
            Is.EqualTo(ConditionResult.True));
    }

    [Test]
    public void Text_that_normalization_refuses_is_compared_as_it_is() =>
        Assert.That(
            Judged.Field("""  "operator":"startsWith","value":"ã","ignoreCase":true""", "{\"x\":\"\u00c3\uFFFE\"}"),
            Is.EqualTo(ConditionResult.True));

    [Test]
    public void Search_past_its_time_limit_is_unknown_negated_or_not()
    {
        var pattern = new Regex("(a|b)+c", RegexOptions.NonBacktracking, matchTimeout: TimeSpan.FromTicks(1));
        var value = FieldValue.Of(Judged.Parse($"\"{new string('a', 1_000_000)}\"")!.Value);
        Verdict verdict = new PatternTest(pattern, ignoreCase: false).Judge(
            ref value, new RecordView(new FieldPathTable(), null, null, Judged.Now));
        Assert.That(verdict, Is.EqualTo(Verdict.Unknown(ConditionReason.TooSlow)));
        Assert.That(verdict.Negated(ConditionReason.Match), Is.EqualTo(verdict));
    }

    [Test]
    public void Pattern_that_would_backtrack_for_ever_is_matched_in_linear_time()
    {
        string record = $$"""{"x":"{{new string('a', 50_000)}}!"}""";
        Assert.That(Judged.Field("""  "operator":"matches","value":"^(a+)+$" """, record), Is.EqualTo(ConditionResult.False));
    }
}
