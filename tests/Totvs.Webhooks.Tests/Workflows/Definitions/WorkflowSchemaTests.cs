using System.Text;
using System.Text.Json;
using CsCheck;
using Json.Schema;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Tests.Conditions;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;
using Full = Totvs.Webhooks.Contracts.Workflows.SomeWorkflow;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

/// <summary>The schema that editors check definition files with says what the reader does.</summary>
public sealed class WorkflowSchemaTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "workflow.schema.json"));

    private static readonly JsonSchema Schema = JsonSchema.FromText(Text);

    private static readonly JsonElement Definitions = JsonElement.Parse(Text).GetProperty("$defs");

    public static IEnumerable<TestCaseData> Shapes => Enum.GetValues<OperandShape>().Select(shape => new TestCaseData(shape).SetArgDisplayNames(shape.ToString()));

    [Test]
    public void Sample_of_the_project_is_good() =>
        Assert.That(IsGood(File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "sample-workflows.json"))), Is.True);

    [Test]
    public void What_the_writer_writes_is_good() =>
        Assert.That(
            IsGood(Encoding.UTF8.GetString(WorkflowWriter.Write(
                [
                    Full.Full() with { TimeZone = TimeZoneInfo.Utc, FirstDayOfWeek = DayOfWeek.Friday },
                    .. CrmTriggers.All.Select(trigger => SomeWorkflow.Named(trigger.Code, trigger)),
                ],
                null,
                includeSecrets: true))),
            Is.True);

    [TestCase("0.001")]
    [TestCase("0.1")]
    [TestCase("5")]
    [TestCase("10000")]
    public void Attempts_a_second_that_read_are_good(string number)
    {
        string set = $$"""{ "workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com", "maxAttemptsPerSecond": {{number}} } } ] }""";

        Assert.That(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)), Throws.Nothing);
        Assert.That(IsGood(set), Is.True);
    }

    [Test]
    public void Any_valid_condition_is_good() =>
        Randomly.Conditions.Sample(
            condition => IsGood(Encoding.UTF8.GetString(WorkflowWriter.Write([SomeWorkflow.Named("A") with { Conditions = condition }], includeSecrets: true))),
            iter: 2_000);

    [TestCase("""{ "field": "a", "operator": "equals", "value": null }""")]
    [TestCase("""{ "field": "a", "operator": "equals", "value": { "literal": { "x": 1 } } }""")]
    [TestCase("""{ "field": "a", "operator": "in", "values": [1, "b", { "field": "c" }] }""")]
    [TestCase("""{ "field": "a", "operator": "changedFromTo", "from": "x", "to": null, "ignoreCase": true }""")]
    [TestCase("""{ "field": "a", "operator": "between", "from": 1, "to": { "previous": "b" } }""")]
    [TestCase("""{ "field": "a", "operator": "before", "value": { "now": "-30 days" } }""")]
    [TestCase("""{ "field": "a[].b", "elements": "none", "operator": "contains", "value": "x" }""")]
    [TestCase("""{ "field": "a", "operator": "greaterThan", "value": 1, "ignoreCase": false }""")]
    [TestCase("""{ "not": { "any": [ "{amount->ge->10000}", { "field": "a", "operator": "isTrue" } ] } }""")]
    public void Condition_that_reads_is_good(string condition)
    {
        string set = WithCondition(condition);

        Assert.That(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)), Throws.Nothing);
        Assert.That(IsGood(set), Is.True);
    }

    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{ "all": [] }""")]
    [TestCase("""{ "all": [ { "field": "a", "operator": "isTrue" } ], "any": [ { "field": "a", "operator": "isTrue" } ] }""")]
    [TestCase("""{ "field": "a", "operator": "greatr", "value": 1 }""")]
    [TestCase("""{ "field": "a", "operator": "isTrue", "value": true }""")]
    [TestCase("""{ "field": "a", "operator": "equals" }""")]
    [TestCase("""{ "field": "a", "operator": "equals", "value": { "x": 1 } }""")]
    [TestCase("""{ "field": "a", "operator": "equals", "value": 1, "values": [1] }""")]
    [TestCase("""{ "field": "a", "operator": "in", "value": 1 }""")]
    [TestCase("""{ "field": "a", "operator": "in", "values": [] }""")]
    [TestCase("""{ "field": "a", "operator": "between", "from": 1 }""")]
    [TestCase("""{ "field": "a", "operator": "contains", "value": 1 }""")]
    [TestCase("""{ "field": "a", "operator": "matches", "value": { "field": "b" } }""")]
    [TestCase("""{ "field": "a", "operator": "before", "value": 5 }""")]
    [TestCase("""{ "field": "a", "operator": "inLast", "value": "3 moons" }""")]
    [TestCase("""{ "field": "a", "operator": "greaterThan", "value": "much" }""")]
    [TestCase("""{ "field": "a", "operator": "greaterThan", "value": 1, "ignoreCase": true }""")]
    [TestCase("""{ "field": "a", "elements": "most", "operator": "isTrue" }""")]
    [TestCase("""{ "operator": "isTrue" }""")]
    public void Condition_that_is_refused_is_not_good(string condition)
    {
        string set = WithCondition(condition);

        Assert.That(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)), Throws.TypeOf<WorkflowDefinitionException>());
        Assert.That(IsGood(set), Is.False);
    }

    [TestCase("""{}""")]
    [TestCase("""[]""")]
    [TestCase("""{ "workflows": [], "version": 1 }""")]
    [TestCase("""{ "workflows": {} }""")]
    [TestCase("""{ "workflows": [ { "trigger": "lead.created", "webhook": { "url": "https://a.example.com" } } ] }""")]
    [TestCase("""{ "workflows": [ { "name": "A", "trigger": "lead.created" } ] }""")]
    [TestCase("""{ "workflows": [ { "name": "A", "webhook": { "url": "https://a.example.com" } } ] }""")]
    public void Set_of_another_shape_is_not_good(string set)
    {
        Assert.That(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)), Throws.TypeOf<WorkflowDefinitionException>());
        Assert.That(IsGood(set), Is.False);
    }

    [TestCase("""
        "name": " "
        """)]
    [TestCase("""
        "id": "7"
        """)]
    [TestCase("""
        "id": "00000000-0000-0000-0000-000000000000"
        """)]
    [TestCase("""
        "active": "yes"
        """)]
    [TestCase("""
        "firstDayOfWeek": "Sunday"
        """)]
    [TestCase("""
        "trigger": ""
        """)]
    [TestCase("""
        "trigger": { "code": "a" }
        """)]
    [TestCase("""
        "webhook": { "url": "/relative" }
        """)]
    [TestCase("""
        "webhook": { "url": "ftp://a.example.com" }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "headers": { "X Token": "1" } }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "headers": { "X-Token": "***" } }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "headers": { "X-Token": "ã" } }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "signingSecrets": [ "***" ] }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "connectTimeout": 5 }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "responseTimeout": "5s" }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "maxConcurrentAttempts": 0 }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "maxAttemptsPerSecond": 0 }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "maxAttemptsPerSecond": -1 }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "maxAttemptsPerSecond": 0.0009 }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "maxAttemptsPerSecond": 10000.5 }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "maxAttemptsPerSecond": "5" }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "orderedByRecord": "yes" }
        """)]
    [TestCase("""
        "webhook": { "url": "https://a.example.com", "retries": 3 }
        """)]
    public void Member_that_is_refused_is_not_good(string member)
    {
        string name = member.Trim().Split('"')[1];
        string[] others = ["\"name\": \"A\"", "\"trigger\": \"lead.created\"", "\"webhook\": { \"url\": \"https://a.example.com\" }"];
        string set = $$"""{ "workflows": [ { {{string.Join(", ", others.Where(other => !other.StartsWith($"\"{name}\"", StringComparison.Ordinal)).Append(member))}} } ] }""";

        Assert.That(() => WorkflowReader.Read(Encoding.UTF8.GetBytes(set)), Throws.TypeOf<WorkflowDefinitionException>());
        Assert.That(IsGood(set), Is.False);
    }

    [Test]
    public void Triggers_are_those_of_the_catalogue() =>
        Assert.That(Texts(Definitions.GetProperty("trigger").GetProperty("anyOf")[0].GetProperty("enum")), Is.EqualTo(CrmTriggers.All.Select(trigger => trigger.Code)));

    [Test]
    public void Operators_are_those_of_the_code() =>
        Assert.That(Texts(Definitions.GetProperty("operator").GetProperty("enum")), Is.EquivalentTo(OperatorFacts.All.Select(facts => facts.Name)));

    [TestCaseSource(nameof(Shapes))]
    public void Operators_of_a_shape_have_their_rule(object shape)
    {
        string[] operators = [.. OperatorFacts.All.Where(facts => facts.Shape.Equals(shape)).Select(facts => facts.Name)];
        IEnumerable<string?[]> rules = Definitions.GetProperty("fieldCondition").GetProperty("allOf").EnumerateArray()
            .Select(rule => rule.GetProperty("if").GetProperty("properties").GetProperty("operator"))
            .Where(condition => condition.TryGetProperty("enum", out _))
            .Select(condition => Texts(condition.GetProperty("enum")));

        Assert.That(operators, Is.Not.Empty);
        Assert.That(rules.Count(rule => rule.Order().SequenceEqual(operators.Order())), Is.EqualTo(1));
    }

    [Test]
    public void Operators_that_know_no_case_are_those_of_the_code()
    {
        JsonElement rule = Definitions.GetProperty("fieldCondition").GetProperty("allOf").EnumerateArray().Last().GetProperty("if").GetProperty("properties").GetProperty("operator");

        Assert.That(Texts(rule.GetProperty("not").GetProperty("enum")), Is.EquivalentTo(OperatorFacts.All.Where(facts => facts.ComparesText).Select(facts => facts.Name)));
    }

    [Test]
    public void Members_are_those_of_the_readers()
    {
        Assert.That(MembersOf(JsonElement.Parse(Text)).Concat(MembersOf(Definitions.GetProperty("workflow"))), Is.EqualTo([.. DefinitionForm.RootNames, .. WorkflowProperties.Names]));
        Assert.That(MembersOf(Definitions.GetProperty("webhook")), Is.EqualTo(WebhookProperties.Names));
        Assert.That(MembersOf(Definitions.GetProperty("fieldCondition")), Is.EquivalentTo(FieldConditionReader.Members));
        Assert.That(MembersOf(Definitions.GetProperty("localizedText").GetProperty("anyOf")[1]), Is.EqualTo(DefinitionObject.Languages));
        Assert.That(Texts(Definitions.GetProperty("workflow").GetProperty("properties").GetProperty("firstDayOfWeek").GetProperty("enum")), Is.EqualTo([.. DayNames.All, null]));
        Assert.That(Texts(Definitions.GetProperty("fieldCondition").GetProperty("properties").GetProperty("elements").GetProperty("enum")), Is.EqualTo(ElementsNames.All));
    }

    internal static bool IsGood(string set) => Schema.Evaluate(JsonElement.Parse(set)).IsValid;

    private static string WithCondition(string condition) =>
        $$"""{ "workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com" }, "conditions": {{condition}} } ] }""";

    private static string?[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString())];

    private static IEnumerable<string> MembersOf(JsonElement definition) => definition.GetProperty("properties").EnumerateObject().Select(member => member.Name);
}
