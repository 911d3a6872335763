using System.Text.Json;
using CsCheck;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>Random records, of any shape JSON allows, and random valid conditions that have a chance to meet them.</summary>
internal static class Randomly
{
    private static readonly string[] Names = ["a", "b", "items", "code", "full name", "x.y"];

    private static readonly Gen<string> Numbers = Gen.OneOf(
        Pick("0", "-0", "1", "1.0", "10", "1e1", "-1", "0.1", "79228162514264337593543950336",
            "1e400", "-1e-400", "1e99999999999999999999", "100000000000000000000000000000000000001"),
        Gen.Int[-3, 3].Select(number => $"{number}"),
        Gen.Decimal.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<string> Texts = Gen.OneOf(
        Pick("\"\"", "\"a\"", "\"A\"", "\"won\"", "\"  \"", "\"são\"", "\"SA\\u0303O\"", "\"1\"",
            "\"true\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"a\\\"b\\\\c\\n\"", "\"\\uFFFE\\u0301\"", "\"30 days\""),
        Pick("\"2022-05-06\"", "\"2022-05-06T15:28:36.110-03:00\"", "\"2022-05-06T18:28:36.110Z\"", "\"2022-05-05T23:30:00\"",
            "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2000-02-29\""),
        Gen.Char.Array[0, 5].Select(text => JsonSerializer.Serialize(new string(text))));

    /// <summary>The JSON of any value.</summary>
    public static readonly Gen<string> Json = JsonOf(4);

    /// <summary>The JSON of a record, most often an object.</summary>
    public static readonly Gen<string> Records = Gen.Frequency((12, ObjectOf(3)), (1, Json), (1, Gen.Int[50, 64].Select(Deep)));

    private static readonly Gen<string> Steps = Gen.OneOf(Pick(Names), Pick("a", "b", "items", "code"));

    private static readonly Gen<string> SinglePaths = Gen.Select(
        Steps, Pick("", "", "", "[0]", "[1]"), Gen.OneOf(Gen.Const(""), Gen.Const(""), Steps))
        .Select((first, index, last) => Quote(first) + index + (last.Length > 0 ? "." + Quote(last) : ""));

    private static readonly Gen<string> ListPaths = Pick(
        "items[]", "items[].code", "items[].items[].a", "a[][]", "a[0][].b", "b.items[].'full name'");

    private static readonly Gen<Operand> Literals = Gen.OneOf(
        Numbers, Texts, Pick("true", "false", "null", "[1,\"a\"]", "{\"a\":1}", "[]", "{}"))
        .Select(json => (Operand)JsonElement.Parse(json));

    private static readonly Gen<Operand> Fields = Gen.OneOf(SinglePaths.Select(Operand.Field), SinglePaths.Select(Operand.Previous));

    private static readonly Gen<DurationUnit> Units = Pick(Enum.GetValues<DurationUnit>());

    private static readonly Gen<Operand> Dates = Gen.OneOf(
        Pick("2022-05-06", "2022-05-06T15:28:36.110-03:00", "2022-05-05T12:00", "9999-12-31").Select(text => (Operand)text),
        Gen.Select(Gen.OneOf(Gen.Int[-40, 40], Gen.Int[-1_000_000, 1_000_000]), Units).Select((amount, unit) => Operand.Now(amount, unit)),
        Fields);

    private static readonly Gen<Operand> Ordered = Gen.OneOf(Numbers.Select(json => (Operand)JsonElement.Parse(json)), Dates);

    /// <summary>A valid condition on one field.</summary>
    public static readonly Gen<Condition> FieldConditions = Pick(OperatorFacts.All.ToArray()).SelectMany(OnField);

    /// <summary>A valid condition.</summary>
    public static readonly Gen<Condition> Conditions = ConditionsOf(3);

    /// <summary>A valid condition that the filter language is likely to be able to say.</summary>
    public static readonly Gen<Condition> FilterConditions = Gen.Frequency(
        (2, FieldConditions),
        (1, FieldConditions.List[2, 3].Select(Condition.All)),
        (1, Gen.OneOf(FieldConditions, FieldConditions.List[2, 3].Select(Condition.All)).List[2, 3].Select(Condition.Any)));

    /// <summary>One of the values.</summary>
    public static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<Condition> OnField(OperatorFacts facts) => Gen.Select(
        facts.LooksBack ? SinglePaths : Gen.Frequency((4, SinglePaths), (1, ListPaths)),
        OperandsOf(facts.Shape),
        facts.ComparesText ? Gen.Bool : Gen.Const(false),
        Pick<ElementQuantifier?>(null, ElementQuantifier.Any, ElementQuantifier.All, ElementQuantifier.None),
        (path, operands, ignoreCase, elements) => (Condition)new FieldCondition(path, facts.Operator, operands)
        {
            IgnoreCase = ignoreCase,
            Elements = path.Contains("[]", StringComparison.Ordinal) ? elements : null,
        });

    private static Gen<List<Operand>> OperandsOf(OperandShape shape) => shape switch
    {
        OperandShape.None => Gen.Const(new List<Operand>()),
        OperandShape.Value => Gen.OneOf(Literals, Literals, Fields).List[1],
        OperandShape.List => Gen.OneOf(Literals, Literals, Literals, Fields).List[1, 4],
        OperandShape.FromTo => Gen.OneOf(Literals, Fields).List[2],
        OperandShape.Text => Gen.OneOf(Texts.Select(json => (Operand)JsonElement.Parse(json)), Fields).List[1],
        OperandShape.Pattern => Pick("a", "^[aA]", "ã$", ".*", "(a|b)+", "^$").Select(text => (Operand)text).List[1],
        OperandShape.Ordered => Ordered.List[1],
        OperandShape.OrderedPair => Gen.OneOf(
            Ordered.Select(operand => new List<Operand> { operand, operand }),
            Gen.Select(Gen.Int[-5, 0], Gen.Int[0, 20], (low, high) => new List<Operand> { low, high }),
            Gen.Select(Fields, Ordered, (low, high) => new List<Operand> { low, high })),
        OperandShape.Date => Dates.List[1],
        _ => Gen.Select(
            Gen.OneOf(Gen.Int[1, 40], Gen.Int[1, 1_000_000]),
            Units,
            (amount, unit) => new List<Operand> { new ConditionDuration(amount, unit).ToString() }),
    };

    private static Gen<Condition> ConditionsOf(int depth)
    {
        if (depth == 0)
        {
            return FieldConditions;
        }

        Gen<Condition> parts = ConditionsOf(depth - 1);
        return Gen.Frequency(
            (3, FieldConditions),
            (1, parts.List[1, 3].Select(Condition.All)),
            (1, parts.List[1, 3].Select(Condition.Any)),
            (1, parts.Select(Condition.Not)));
    }

    private static Gen<string> JsonOf(int depth) => depth == 0
        ? Gen.OneOf(Numbers, Texts, Pick("true", "false", "null"))
        : Gen.Frequency(
            (2, Numbers),
            (2, Texts),
            (1, Pick("true", "false", "null")),
            (1, ObjectOf(depth - 1)),
            (1, JsonOf(depth - 1).List[0, 3].Select(items => $"[{string.Join(',', items)}]")));

    // Names repeat, so that objects have members of the same name; one now and then is no valid Unicode.
    private static Gen<string> ObjectOf(int depth) => Gen.Select(
            Gen.Frequency((60, Pick(Names)), (1, Gen.Const("\\ud800z"))),
            JsonOf(depth),
            (name, value) => $"\"{name}\":{value}")
        .List[0, 5]
        .Select(members => $"{{{string.Join(',', members)}}}");

    private static string Deep(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "1" + new string('}', depth - 1);

    private static string Quote(string name) => Totvs.Webhooks.Records.FieldPath.Quote(name);
}
