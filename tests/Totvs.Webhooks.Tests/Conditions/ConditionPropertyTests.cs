using System.Buffers;
using System.Text.Json;
using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Tests.Conditions.Filters;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>What holds for any record and any condition.</summary>
public class ConditionPropertyTests
{
    private const int Cases = 100_000;

    private static readonly Gen<(string Record, string? Previous)> Events = Gen.Select(
        Randomly.Records,
        Gen.Bool,
        Gen.Frequency((4, Randomly.Records.Select(record => (string?)record)), (1, Gen.Const((string?)null))),
        (record, same, previous) => (record, same ? (string?)record : previous));

    [Test]
    public void Judging_never_throws_and_not_never_matches_together_with_its_condition()
    {
        int matched = 0;
        int refuted = 0;
        Gen.Select(Events, Randomly.Conditions).Sample(
            (happening, condition) =>
            {
                ConditionResult truth = Judge(condition, happening);
                ConditionResult negated = Judge(!condition, happening);
                Interlocked.Add(ref matched, truth == ConditionResult.True ? 1 : 0);
                Interlocked.Add(ref refuted, truth == ConditionResult.False ? 1 : 0);
                return negated == truth switch
                {
                    ConditionResult.True => ConditionResult.False,
                    ConditionResult.False => ConditionResult.True,
                    _ => ConditionResult.Unknown,
                };
            },
            iter: Cases);
        Assert.That(matched, Is.GreaterThan(Cases / 50), "the cases must not all be unknown");
        Assert.That(refuted, Is.GreaterThan(Cases / 50), "the cases must not all be unknown");
    }

    [Test]
    public void All_any_and_not_obey_de_morgan() => Gen.Select(Events, Randomly.FieldConditions.List[1, 4]).Sample(
        (happening, parts) =>
            Judge(!Condition.All(parts), happening) == Judge(Condition.Any(parts.Select(Condition.Not)), happening)
            && Judge(!Condition.Any(parts), happening) == Judge(Condition.All(parts.Select(Condition.Not)), happening),
        iter: Cases / 4);

    [Test]
    public void Negating_operator_is_exactly_the_negation_of_its_counterpart() => Gen.Select(Events, Randomly.FieldConditions).Sample(
        (happening, condition) =>
        {
            var field = (FieldCondition)condition;
            if (OperatorFacts.Find(field.Operator)!.Negates is not { } counterpart || field.Elements is not null)
            {
                return true;
            }

            Condition positive = new FieldCondition(field.Path, counterpart, field.Operands) { IgnoreCase = field.IgnoreCase };
            return Judge(condition, happening) == Judge(!positive, happening);
        },
        iter: Cases / 2);

    [Test]
    public void Json_keeps_equality_and_result() => Gen.Select(Events, Randomly.Conditions).Sample(
        (happening, condition) =>
        {
            Condition read = ReadBack(condition);
            return read == condition && read.GetHashCode() == condition.GetHashCode()
                && Judge(read, happening) == Judge(condition, happening);
        },
        iter: Cases / 4);

    [Test]
    public void Filter_text_keeps_equality_and_result()
    {
        int written = 0;
        Gen.Select(Events, Randomly.FilterConditions).Sample(
            (happening, condition) =>
            {
                if (FilterTextWriter.Write(condition) is not { } text || !FilterText.TryParse(text, out Condition? read, out _))
                {
                    return true;
                }

                Interlocked.Increment(ref written);
                return read == condition && Judge(read, happening) == Judge(condition, happening);
            },
            iter: Cases / 2);
        Assert.That(written, Is.GreaterThan(Cases / 100), "the cases must not all be beyond the language");
    }

    [Test]
    public void Explaining_agrees_with_judging_in_every_part() => Gen.Select(Events, Randomly.Conditions).Sample(
        (happening, condition) =>
        {
            var paths = new FieldPathTable();
            var compiled = CompiledCondition.Compile(condition, Judged.Settings, paths);
            ConditionExplanation explanation = compiled.Explain(ViewOf(paths, happening), "pt");
            return explanation.Result == Judge(condition, happening)
                && compiled.Evaluate(ViewOf(paths, happening)) == Judge(condition, happening)
                && Agrees(explanation, condition, happening);
        },
        iter: Cases / 10);

    [Test]
    public void Reading_random_json_as_a_condition_never_throws()
    {
        Gen<string> members = Gen.Select(
            Randomly.Pick("all", "any", "not", "field", "operator", "value", "values", "from", "to", "ignoreCase", "elements", "bogus"),
            Randomly.Json, (name, value) => $"\"{name}\":{value}");
        Gen.OneOf(Randomly.Json, members.List[0, 5].Select(list => $"{{{string.Join(',', list)}}}")).Sample(
            json =>
            {
                var errors = new List<DefinitionFault>();
                Condition? condition = ConditionReader.Read(JsonElement.Parse(json), "conditions", errors);
                return errors.Count > 0 || condition is not null;
            },
            iter: Cases / 4);
    }

    [Test]
    public void Parsing_random_filter_text_never_throws()
    {
        Gen<string> pieces = Gen.OneOf(
            Randomly.Pick("{", "}", "->", "→", "a", "eq", "in", "btw", "isNull", ",", "\"", "\\", "||", "&&", "1", " ", "'", "\ud83d", "("),
            Gen.Char.Array[0, 3].Select(text => new string(text)));
        pieces.List[0, 12].Select(string.Concat).Sample(
            text => FilterText.TryParse(text, out Condition? condition, out string? error) ? condition is not null : error!.Length > 0,
            iter: Cases / 4);
    }

    [Test]
    public void Order_of_numbers_agrees_with_arithmetic() => Gen.Select(Gen.Decimal, Gen.Decimal, Gen.Int[-30, 30]).Sample(
        (left, right, zeros) =>
        {
            // The same number with its point moved and an exponent to match, so that the long way is taken.
            string point = Invariant(left).Contains('.', StringComparison.Ordinal) ? "" : ".0";
            string longLeft = Invariant(left) + point + new string('0', Math.Abs(zeros));
            int expected = left.CompareTo(right);
            int actual = new NumberText(System.Text.Encoding.UTF8.GetBytes(longLeft + "e0")).CompareTo(
                new NumberText(System.Text.Encoding.UTF8.GetBytes(Invariant(right))));
            return Math.Sign(actual) == Math.Sign(expected);
        },
        iter: Cases / 4);

    private static string Invariant(decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool Agrees(ConditionExplanation explanation, Condition condition, (string Record, string? Previous) happening)
    {
        IReadOnlyList<Condition> parts = condition switch
        {
            AllCondition all => all.Conditions,
            AnyCondition any => any.Conditions,
            NotCondition not => [not.Condition],
            _ => [],
        };
        return explanation.Condition == condition
            && explanation.Result == Judge(condition, happening)
            && (explanation.Result == ConditionResult.True) == (explanation.Reason == ConditionReason.None)
            && (explanation.Result == ConditionResult.True) == (explanation.ReasonText is null)
            && explanation.Description.Length > 0
            && explanation.Children.Count == parts.Count
            && explanation.Children.Zip(parts).All(pair => Agrees(pair.First, pair.Second, happening));
    }

    private static ConditionResult Judge(Condition condition, (string Record, string? Previous) happening)
    {
        var paths = new FieldPathTable();
        var compiled = CompiledCondition.Compile(condition, Judged.Settings, paths);
        return compiled.Evaluate(ViewOf(paths, happening));
    }

    private static RecordView ViewOf(FieldPathTable paths, (string Record, string? Previous) happening) =>
        new(paths, Judged.Parse(happening.Record), Judged.Parse(happening.Previous), Judged.Now);

    private static Condition ReadBack(Condition condition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ConditionWriter.Write(writer, condition);
        }

        var errors = new List<DefinitionFault>();
        Condition? read = ConditionReader.Read(JsonElement.Parse(buffer.WrittenSpan), "conditions", errors);
        return errors.Count == 0 ? read! : throw new InvalidOperationException(string.Join('\n', errors));
    }
}
