using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Data;
using System.Dynamic;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using Newtonsoft.Json.Linq;
using NUnit.Framework;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Records;

/// <summary>Every value of a record gets its right JSON, or is refused by its type's name and its place.</summary>
public class RecordJsonTypesTests
{
    private static readonly JsonSerializerOptions Reflection = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static IEnumerable<TestCaseData> Refused()
    {
        using var table = new DataTable();
        table.Columns.Add("a");
        DataRow row = table.Rows.Add(1);
        var xml = new XmlDocument();
        xml.LoadXml("<a>1</a>");
        return new (object Value, string Place, string Type)[]
        {
            (JToken.Parse("1"), "x", "Newtonsoft.Json.Linq.JValue"),
            (JToken.Parse("{}"), "x", "Newtonsoft.Json.Linq.JObject"),
            (JToken.Parse("""{"a":1}"""), "x", "Newtonsoft.Json.Linq.JObject"),
            (JToken.Parse("[]"), "x", "Newtonsoft.Json.Linq.JArray"),
            (new JProperty("a"), "x", "Newtonsoft.Json.Linq.JProperty"),
            (JValue.CreateNull(), "x", "Newtonsoft.Json.Linq.JValue"),
            (new JRaw("1"), "x", "Newtonsoft.Json.Linq.JRaw"),
            (new Dictionary<string, JToken> { ["a"] = 1 }, "x.a", "Newtonsoft.Json.Linq.JValue"),
            (new Dictionary<string, object?> { ["a"] = new List<object?> { 1, new JObject() } }, "x.a[1]", "Newtonsoft.Json.Linq.JObject"),
            (new List<JToken> { 1 }, "x[0]", "Newtonsoft.Json.Linq.JValue"),
            (new { a = 1 }, "x", "AnonymousType"),
            (new object?[] { new { a = new JObject() } }, "x[0]", "AnonymousType"),
            (new object(), "x", "System.Object"),
            (new IntPtr(1), "x", "System.IntPtr"),
            (new UIntPtr(1), "x", "System.UIntPtr"),
            (typeof(string), "x", "System.RuntimeType"),
            (new Action(() => { }), "x", "System.Action"),
            (Stream.Null, "x", "System.IO.Stream"),
            (new StringBuilder("a"), "x", "System.Text.StringBuilder"),
            (new Complex(1, 2), "x", "System.Numerics.Complex"),
            (TimeSpan.FromSeconds(1), "x", "System.TimeSpan"),
            (Task.FromResult(1), "x", "System.Threading.Tasks.Task"),
            (new Lazy<int>(1), "x", "System.Lazy"),
            (new ReadOnlyMemory<byte>([1]), "x", "System.ReadOnlyMemory"),
            ((1, "a"), "x", "System.ValueTuple"),
            (Tuple.Create(1), "x", "System.Tuple"),
            (row, "x", "System.Data.DataRow"),
            (table, "x", "System.Data.DataTable"),
            (table.Rows, "x", "System.Data.DataRowCollection"),
            (table.DefaultView, "x", "System.Data.DataView"),
            (xml, "x", "System.Xml.XmlDocument"),
            (xml.DocumentElement!.FirstChild!, "x", "System.Xml.XmlText"),
            (new NameValueCollection { ["a"] = "1" }, "x", "System.Collections.Specialized.NameValueCollection"),
            (new StringDictionary { ["a"] = "1" }, "x", "System.Collections.Specialized.StringDictionary"),
            (new KeyValuePair<string, object?>("a", 1), "x", "System.Collections.Generic.KeyValuePair"),
            (new List<KeyValuePair<string, object?>> { new("a", 1) }, "x[0]", "System.Collections.Generic.KeyValuePair"),
            (new[] { new KeyValuePair<string, string>("a", "1") }, "x[0]", "System.Collections.Generic.KeyValuePair"),
            (new[] { 1, 2 }.GroupBy(number => number % 2).ToList(), "x[0]", "Grouping"),
            (new[] { 1, 2 }.ToLookup(number => number % 2), "x", "Lookup"),
            (new int[2, 2], "x", "System.Int32[,]"),
            (new DictionaryOfItsOwn(), "x", nameof(DictionaryOfItsOwn)),
            (new SequenceOfItsOwn(), "x", nameof(SequenceOfItsOwn)),
            (Half.NaN, "x", "NaN"),
            (float.PositiveInfinity, "x", "Infinity"),
            (double.NegativeInfinity, "x", "-Infinity"),
            (default(JsonElement), "x", "System.Text.Json.JsonElement"),
            (JsonValue.Create(double.NaN), "x", "JsonValue"),
            (new JsonArray(JsonValue.Create(float.PositiveInfinity)), "x", "JsonArray"),
            (DisposedElement(), "x", "JsonDocument"),
        }.Select(one => new TestCaseData(one.Value, one.Place, one.Type).SetArgDisplayNames(one.Type, one.Place));
    }

    [TestCaseSource(nameof(Refused))]
    public void What_has_no_json_form_is_refused_by_its_type_and_place(object value, string place, string type) =>
        Assert.That(
            () => RecordJson.From(Of(value)),
            Throws.ArgumentException.With.Message.Contains($"'{place}'").And.Message.Contains(type));

    private static IEnumerable<TestCaseData> Written()
    {
        dynamic expando = new ExpandoObject();
        expando.a = 1;
        expando.b = new ExpandoObject();
        return new (object? Value, string Json)[]
        {
            (DBNull.Value, "null"),
            (new Dictionary<string, string> { ["a"] = "1" }, """{"a":"1"}"""),
            (new Dictionary<string, int>(), "{}"),
            (new Dictionary<string, decimal?> { ["a"] = null }, """{"a":null}"""),
            (new SortedDictionary<string, object?> { ["b"] = 1, ["a"] = DBNull.Value }, """{"a":null,"b":1}"""),
            (new ConcurrentDictionary<string, bool>([new("a", true)]), """{"a":true}"""),
            (new System.Collections.Hashtable { ["a"] = 1 }, """{"a":1}"""),
            (new ListDictionary { ["a"] = 1 }, """{"a":1}"""),
            (System.Collections.Immutable.ImmutableDictionary<string, int>.Empty.Add("a", 1), """{"a":1}"""),
            (new System.Collections.ObjectModel.ReadOnlyDictionary<string, string>(new Dictionary<string, string> { ["a"] = "1" }),
                """{"a":"1"}"""),
            ((object)expando, """{"a":1,"b":{}}"""),
            (new HashSet<int> { 1 }, "[1]"),
            (new StringCollection { "a" }, """["a"]"""),
            (new Queue<long>([1, 2]), "[1,2]"),
            (new SomeStages { "won" }, """["won"]"""),
            (new[] { 1, 2, 3 }.Where(number => number > 1).Select(number => number * 2), "[4,6]"),
            (Enumerable.Range(1, 3).OrderDescending(), "[3,2,1]"),
            (Twice("a"), """["a","a"]"""),
            ((IReadOnlyList<string>)["a"], """["a"]"""),
            ((IReadOnlyList<int>)[1, 2], "[1,2]"),
            ((IEnumerable<int>)[], "[]"),
            (System.Collections.Immutable.ImmutableArray.Create(1), "[1]"),
            (new Dictionary<string, int> { ["a"] = 1 }.Values, "[1]"),
            (new int?[] { 1, null }, "[1,null]"),
            (new[] { new[] { 1 }, [] }, "[[1],[]]"),
            (new byte[] { 1, 2, 255 }, "\"AQL/\""),
            (new DateOnly(2022, 5, 6), "\"2022-05-06\""),
            (new TimeOnly(15, 28), "\"15:28:00.0000000\""),
            (DayOfWeek.Friday, "\"Friday\""),
            (new Uri("https://example.com/a%20b?c=%2F"), "\"https://example.com/a%20b?c=%2F\""),
            (new Uri("a/b", UriKind.Relative), "\"a/b\""),
            ((Half)0.5, "0.5"),
            (Half.Epsilon, "6E-08"),
            (Int128.MaxValue, Int128.MaxValue.ToString(CultureInfo.InvariantCulture)),
            (UInt128.MaxValue, UInt128.MaxValue.ToString(CultureInfo.InvariantCulture)),
            (BigInteger.Pow(10, 40), "1" + new string('0', 40)),
            ((sbyte)-1, "-1"),
            (double.MaxValue, "1.7976931348623157E+308"),
            ('x', "\"x\""),
            ('\ud800', "\"\\uFFFD\""),
            ("a\ud800b", "\"a\\uFFFDb\""),
            (JsonDocument.Parse("""{"a":1.0}"""), """{"a":1.0}"""),
            (JsonElement.Parse("null"), "null"),
            (JsonValue.Create(1.50m), "1.50"),
            (new JsonArray(1, null), "[1,null]"),
        }.Select(one => new TestCaseData(one.Value, one.Json).SetArgDisplayNames(one.Value?.GetType().Name ?? "null", one.Json));
    }

    [TestCaseSource(nameof(Written))]
    public void What_has_a_json_form_is_written_as_it_is(object? value, string json)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("pt-BR");
            Assert.That(
                RecordJson.From(Of(value)).GetProperty("x").GetRawText().Replace("\ufffd", "\\uFFFD", StringComparison.Ordinal),
                Is.EqualTo(json));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Name_that_is_no_text_is_refused_with_its_type()
    {
        Assert.That(
            () => RecordJson.From(Of(new Dictionary<int, string> { [7] = "a" })),
            Throws.ArgumentException.With.Message.Contains("'x'").And.Message.Contains("System.Int32"));
        Assert.That(
            () => RecordJson.From(Of(new SomeNumbers())),
            Throws.ArgumentException.With.Message.Contains("'x'").And.Message.Contains("System.Int64"));
        Assert.That(
            () => RecordJson.From(Of(new Dictionary<object, int> { [7] = 1 })),
            Throws.ArgumentException.With.Message.Contains("'7'").And.Message.Contains("System.Int32"));
        Assert.That(
            () => RecordJson.From(Of(new Dictionary<DayOfWeek, int> { [DayOfWeek.Friday] = 1 })),
            Throws.ArgumentException.With.Message.Contains("System.DayOfWeek"));
        Assert.That(
            () => RecordJson.From(Of(new System.Collections.Hashtable { [1.5] = 1 })),
            Throws.ArgumentException.With.Message.Contains("System.Double"));
    }

    [Test]
    public void Name_that_holds_half_a_character_is_refused() =>
        Assert.That(
            () => RecordJson.From(Of(new Dictionary<string, object?> { ["a\ud800"] = 1 })),
            Throws.ArgumentException.With.Message.Contains("surrogate").And.Message.Contains("'x"));

    [Test]
    [CancelAfter(60_000)]
    public void Endless_sequence_is_refused_with_its_place()
    {
        Assert.That(
            () => RecordJson.From(Of(Endless(1))),
            Throws.ArgumentException.With.Message.Contains("'x[99999]'").And.Message.Contains("100000"));
        Assert.That(
            () => RecordJson.From(Of(Endless(Enumerable.Range(0, 1_000)))),
            Throws.ArgumentException.With.Message.Contains("100000"));
        Assert.That(
            () => RecordJson.From(Of(Endless(new string('a', 1_000_000)))),
            Throws.ArgumentException.With.Message.Contains("'x[").And.Message.Contains("MiB"));
        Assert.That(() => RecordJson.From(new EndlessDictionary()), Throws.ArgumentException.With.Message.Contains("100000"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void Lists_that_hold_the_same_list_many_times_over_are_refused()
    {
        object?[] list = [1, 1];
        for (int i = 0; i < 40; i++)
        {
            list = [list, list];
        }

        Assert.That(() => RecordJson.From(Of(list)), Throws.ArgumentException.With.Message.Contains("100000"));
    }

    [Test]
    public void List_at_the_bound_is_taken() =>
        Assert.That(RecordJson.From(Of(Enumerable.Repeat(1, 99_998))).GetProperty("x").GetArrayLength(), Is.EqualTo(99_998));

    [Test]
    public void Graph_that_contains_itself_is_refused_with_its_place()
    {
        var list = new List<object?>();
        list.Add(list);
        Assert.That(
            () => RecordJson.From(Of(list)),
            Throws.ArgumentException.With.Message.Contains("'x[0]").And.Message.Contains("64 levels"));
        var table = new System.Collections.Hashtable();
        table["self"] = table;
        Assert.That(() => RecordJson.From(Of(table)), Throws.ArgumentException.With.Message.Contains("64 levels"));
        var expando = new ExpandoObject();
        ((IDictionary<string, object?>)expando)["self"] = expando;
        Assert.That(() => RecordJson.From(Of(expando)), Throws.ArgumentException.With.Message.Contains("64 levels"));
    }

    [Test]
    public void Json_values_count_towards_the_levels()
    {
        string deep = new string('[', 64) + new string(']', 64);
        Assert.That(
            () => RecordJson.From(Of(JsonElement.Parse(deep))),
            Throws.ArgumentException.With.Message.Contains("'x'").And.Message.Contains("64 levels"));
        Assert.That(
            () => RecordJson.From(Of(JsonNode.Parse(deep))),
            Throws.ArgumentException.With.Message.Contains("'x'").And.Message.Contains("64 levels"));
        Assert.That(RecordJson.From(Of(JsonElement.Parse(deep[1..^1]))).GetProperty("x").ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(RecordJson.From(Of(JsonNode.Parse(deep[1..^1]))).GetProperty("x").ValueKind, Is.EqualTo(JsonValueKind.Array));
    }

    private static IEnumerable<TestCaseData> TypesWithTokens()
    {
        yield return new TestCaseData(
            new Func<JsonElement>(() => RecordJson.From(new WithToken(new JObject()), Info<WithToken>()))).SetArgDisplayNames("member");
        yield return new TestCaseData(
            new Func<JsonElement>(
                () => RecordJson.From(new Outer(new WithToken(new JArray())), Info<Outer>()))).SetArgDisplayNames("member of a member");
        yield return new TestCaseData(
            new Func<JsonElement>(() => RecordJson.From([new WithToken(1)], Info<List<WithToken>>()))).SetArgDisplayNames("elements");
        yield return new TestCaseData(
            new Func<JsonElement>(
                () => RecordJson.From(new() { ["a"] = 1 }, Info<Dictionary<string, JToken>>()))).SetArgDisplayNames("values");
        yield return new TestCaseData(
            new Func<JsonElement>(() => RecordJson.From(new JObject(), Info<JObject>()))).SetArgDisplayNames("record");
        yield return new TestCaseData(
            new Func<JsonElement>(
                () => RecordJson.From(new { a = new JValue(1) }, InfoOf(new { a = new JValue(1) })))).SetArgDisplayNames("anonymous");
    }

    [TestCaseSource(nameof(TypesWithTokens))]
    public void Object_whose_type_holds_newtonsoft_tokens_is_refused(Func<JsonElement> make) =>
        Assert.That(make, Throws.ArgumentException.With.Message.Contains("Newtonsoft.Json.Linq.J"));

    [Test]
    public void Object_by_the_serializer_is_written_as_the_serializer_does()
    {
        JsonElement record = RecordJson.From(new Node("a", null), Info<Node>());
        Assert.That(record.GetRawText(), Is.EqualTo("""{"Name":"a","Next":null}"""));
        var loop = new Node("a", null);
        loop.Next = loop;
        Assert.That(() => RecordJson.From(loop, Info<Node>()), Throws.InstanceOf<JsonException>());
    }

    [Test]
    [CancelAfter(60_000)]
    public void Object_with_an_endless_sequence_is_refused() =>
        Assert.That(
            () => RecordJson.From(new WithSequence(Endless("0123456789")), Info<WithSequence>()),
            Throws.ArgumentException.With.Message.Contains("MiB"));

    [Test]
    public void Undefined_element_as_a_record_is_refused()
    {
        Assert.That(
            () => new WorkflowEvent(CrmTriggers.OpportunityWon, "1") { Record = default(JsonElement) },
            Throws.ArgumentException.With.Message.Contains("Record").And.Message.Contains("undefined"));
        Assert.That(
            () => new WorkflowEvent(CrmTriggers.OpportunityWon, "1") { PreviousRecord = default(JsonElement) },
            Throws.ArgumentException.With.Message.Contains("PreviousRecord"));
        Assert.That(new WorkflowEvent(CrmTriggers.OpportunityWon, "1") { Record = null }.Record, Is.Null);
    }

    private static Dictionary<string, object?> Of(object? value) => new() { ["x"] = value };

    private static JsonTypeInfo<T> Info<T>() => (JsonTypeInfo<T>)Reflection.GetTypeInfo(typeof(T));

    private static JsonTypeInfo<T> InfoOf<T>(T like) => like is null ? throw new ArgumentNullException(nameof(like)) : Info<T>();

    private static IEnumerable<T> Twice<T>(T value)
    {
        yield return value;
        yield return value;
    }

    private static IEnumerable<T> Endless<T>(T value)
    {
        while (true)
        {
            yield return value;
        }
    }

    private static JsonElement DisposedElement()
    {
        using var document = JsonDocument.Parse("{}");
        return document.RootElement;
    }

    private sealed record WithToken(JToken Token);

    private sealed record Outer(WithToken Inner);

    private sealed record WithSequence(IEnumerable<string> Values);

    private sealed class Node(string name, Node? next)
    {
        public string Name { get; } = name;

        public Node? Next { get; set; } = next;
    }

    private sealed class SomeNumbers : SortedList<long, string>;

    private sealed class SomeStages : List<string>;

    private sealed class SequenceOfItsOwn : IEnumerable<object>
    {
        public IEnumerator<object> GetEnumerator() => Enumerable.Empty<object>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class DictionaryOfItsOwn : IEnumerable<KeyValuePair<string, string>>
    {
        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class EndlessDictionary : IReadOnlyDictionary<string, object?>
    {
        public IEnumerable<string> Keys => [];

        public IEnumerable<object?> Values => [];

        public int Count => 0;

        public object? this[string key] => null;

        public bool ContainsKey(string key) => false;

        public bool TryGetValue(string key, out object? value)
        {
            value = null;
            return false;
        }

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
        {
            while (true)
            {
                yield return new("a", 1);
            }
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
