using System.Text;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Conditions;
using Totvs.Webhooks.Workflows.Definitions;
using Full = Totvs.Webhooks.Contracts.Workflows.SomeWorkflow;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

public sealed class ConfigurationWorkflowTests
{
    [Test]
    public void Section_reads_as_the_same_text_in_a_file_would()
    {
        const string Json = """
            {
              "workflows": [
                {
                  "id": "5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a",
                  "name": "Negócios ganhos",
                  "notes": "10000",
                  "trigger": "opportunity.won",
                  "active": false,
                  "timeZone": "America/Sao_Paulo",
                  "firstDayOfWeek": "sunday",
                  "conditions": { "all": [
                    { "field": "amount", "operator": "greaterOrEqual", "value": 10000.50 },
                    { "field": "code", "operator": "contains", "value": "61", "ignoreCase": true },
                    { "not": { "field": "stage", "operator": "in", "values": ["won", true, null, 7] } },
                    { "any": [
                      { "field": "items[].price", "elements": "all", "operator": "between", "from": 1, "to": { "field": "limit" } },
                      { "field": "owner", "operator": "equals", "value": { "literal": { "Name": "Ana", "value": { "active": true } } } },
                      { "field": "owner", "operator": "equals", "value": { "previous": "owner" } },
                      { "field": "closing", "operator": "before", "value": { "now": "-30 days" } },
                      { "field": "closing", "operator": "inLast", "value": "3 days" },
                      "{amount->ge->10000}"
                    ] }
                  ] },
                  "webhook": {
                    "url": "https://erp.example.com/hooks",
                    "headers": { "x-ACTIVE": "true", "X-Tenant": "7" },
                    "signingSecrets": [ "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", { "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "endsAt": "2026-05-06T15:28:36-03:00" } ],
                    "sendExternalId": false,
                    "connectTimeout": "00:00:02",
                    "responseTimeout": "00:00:30",
                    "maxConcurrentAttempts": 3,
                    "maxAttemptsPerSecond": 0.5,
                    "orderedByRecord": true
                  }
                },
                { "name": "Own trigger", "webhook": { "url": "https://a.example.com" }, "trigger": {
                  "code": "invoice.paid", "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111", "name": { "en": "Invoice paid", "pt": "Fatura paga", "es": "Factura pagada" },
                  "source": { "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222", "name": "Invoice", "contextUrl": "/api/invoices" } } }
              ]
            }
            """;

        IReadOnlyList<Workflow> read = Read(FromJson($$"""{ "Webhooks": {{Json}} }""").GetSection("Webhooks"));

        Assert.That(read, Is.EquivalentTo(WorkflowReader.Read(Encoding.UTF8.GetBytes(Json))));
        Assert.That(read[0].Action.Headers.Select(header => header.Name), Is.EqualTo(new[] { "x-ACTIVE", "X-Tenant" }), "configuration sorts names");
    }

    [Test]
    public void What_the_writer_writes_reads_from_configuration_too()
    {
        Workflow workflow = Full.Full() with { Action = Full.Full().Action with { Headers = [KeyValuePair.Create("Authorization", "Bearer x")] } };
        string json = Encoding.UTF8.GetString(WorkflowWriter.Write([workflow], null, includeSecrets: true));

        Assert.That(Read(FromJson(json)), Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public void Section_may_be_the_list_itself() =>
        Assert.That(
            Read(FromJson("""{ "Workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com" } } ] }""").GetSection("Workflows")).Single().Name,
            Is.EqualTo("A"));

    [Test]
    public void Names_are_read_in_any_case_as_environment_variables_write_them()
    {
        Workflow workflow = Read(From(
            ("WORKFLOWS:0:NAME", "A"),
            ("WORKFLOWS:0:TRIGGER", "lead.created"),
            ("WORKFLOWS:0:ACTIVE", "FALSE"),
            ("WORKFLOWS:0:CONDITIONS:FIELD", "Amount"),
            ("WORKFLOWS:0:CONDITIONS:OPERATOR", "greaterThan"),
            ("WORKFLOWS:0:CONDITIONS:VALUE", "7"),
            ("WORKFLOWS:0:WEBHOOK:SENDEXTERNALID", "False"),
            ("WORKFLOWS:0:WEBHOOK:MAXCONCURRENTATTEMPTS", "3"),
            ("WORKFLOWS:0:WEBHOOK:MAXATTEMPTSPERSECOND", "0.5"),
            ("WORKFLOWS:0:WEBHOOK:ORDEREDBYRECORD", "True"),
            ("WORKFLOWS:0:WEBHOOK:URL", "https://a.example.com")).GetSection("Workflows")).Single();

        Assert.That((workflow.Name, workflow.IsActive, workflow.Action.SendsExternalId), Is.EqualTo(("A", false, false)));
        Assert.That((workflow.Action.MaxConcurrentAttempts, workflow.Action.MaxAttemptsPerSecond, workflow.Action.OrderedByRecord), Is.EqualTo((3, 0.5, true)));
        Assert.That(workflow.Conditions, Is.EqualTo(Condition.Field("Amount").IsGreaterThan(7)));
    }

    [TestCase("10000", "10000")]
    [TestCase("-1.50e2", "-1.50e2")]
    [TestCase("true", "true")]
    [TestCase("True", "true")]
    [TestCase("FALSE", "false")]
    [TestCase("0123", "\"0123\"")]
    [TestCase("+1", "\"+1\"")]
    [TestCase("1.", "\"1.\"")]
    [TestCase("1,5", "\"1,5\"")]
    [TestCase(" 1", "\" 1\"")]
    [TestCase("NaN", "\"NaN\"")]
    [TestCase("null", "\"null\"")]
    [TestCase("", "\"\"")]
    [TestCase("\"10000\"", "\"10000\"")]
    [TestCase("\"true\"", "\"true\"")]
    [TestCase("\"\\\"\"", "\"\\\"\"")]
    [TestCase("\"a\" or \"b\"", "\"\\\"a\\\" or \\\"b\\\"\"")]
    [TestCase("\"", "\"\\\"\"")]
    [TestCase(null, "null")]
    public void Value_of_a_condition_is_what_its_text_looks_like(string? text, string json) =>
        Assert.That(ConditionWith("equals", text), Is.EqualTo(ConditionJson.Read($$"""{"field":"a","operator":"equals","value":{{json}}}""")));

    [TestCase("contains", "61")]
    [TestCase("matches", "1")]
    [TestCase("startsWith", "true")]
    [TestCase("notEndsWith", "1.0")]
    [TestCase("before", "2026-03-02")]
    [TestCase("inLast", "3 days")]
    public void Value_of_an_operator_that_takes_text_only_stays_text(string conditionOperator, string text) =>
        Assert.That(
            ConditionWith(conditionOperator, text),
            Is.EqualTo(ConditionJson.Read($$"""{"field":"a","operator":"{{conditionOperator}}","value":"{{text}}"}""")));

    [Test]
    public void Text_elsewhere_is_never_taken_for_a_number_or_a_boolean()
    {
        Workflow workflow = Read(From(
            ("0:name", "7"), ("0:notes", "true"), ("0:trigger", "lead.created"), ("0:webhook:url", "https://a.example.com"), ("0:webhook:headers:X-A", "1"), ("0:webhook:headers:2", "\"q\""))).Single();

        Assert.That((workflow.Name, workflow.Notes), Is.EqualTo(("7", "true")));
        Assert.That(workflow.Action.Headers, Is.EquivalentTo(new[] { new WebhookHeader("X-A", "1"), new WebhookHeader("2", "\"q\"") }));
    }

    [Test]
    public void Every_fault_is_told_with_its_configuration_path()
    {
        IConfiguration section = FromJson("""
            { "App": { "Hooks": { "version": 1, "workflows": [
              { "name": "First", "trigger": "opportunity.wno", "webhook": { "url": "https://a.example.com", "headers": { "Host": "x" } } },
              { "trigger": "lead.created", "active": "yes", "webhook": { "url": "/relative", "header": "x" } },
              { "name": "Third", "trigger": "lead.created", "webhook": { "url": "https://a.example.com", "headers": { "Host": "x" } },
                "conditions": { "all": [ { "field": "b", "operator": "equals", "value": 2 }, { "field": "b", "operator": "greatr", "value": 2 } ] } },
              { "name": "Fourth", "trigger": "lead.created", "webhook": { "url": "https://a.example.com", "headers": { "Host": "x" } } }
            ] } } }
            """).GetSection("App:Hooks");

        WorkflowDefinitionException exception = Assert.Throws<WorkflowDefinitionException>(() => Read(section))!;

        Assert.That(exception.Errors.Select(error => $"{error.Workflow} | {error.Place}"), Is.EquivalentTo(new[]
        {
            "(the set) | App:Hooks:version",
            "First | App:Hooks:workflows:0:trigger",
            "First | App:Hooks:workflows:0:webhook:headers:Host",
            "workflows[1] | App:Hooks:workflows:1:name",
            "workflows[1] | App:Hooks:workflows:1:active",
            "workflows[1] | App:Hooks:workflows:1:webhook:header",
            "workflows[1] | App:Hooks:workflows:1:webhook:url",
            "Third | App:Hooks:workflows:2:conditions:all:1:operator",
            "Third | App:Hooks:workflows:2:webhook:headers:Host",
            "Fourth | App:Hooks:workflows:3:webhook:headers:Host",
        }));
    }

    [Test]
    public void Path_of_a_fault_has_the_keys_of_the_configuration_even_where_one_is_left_out()
    {
        WorkflowDefinitionException exception = Assert.Throws<WorkflowDefinitionException>(() => Read(From(
            ("Workflows:2:name", "A"), ("Workflows:2:trigger", "lead.created"), ("Workflows:2:webhook:url", "https://a.example.com"),
            ("Workflows:7:name", "B"), ("Workflows:7:trigger", "lead.eaten"), ("Workflows:7:webhook:url", "https://a.example.com")).GetSection("Workflows")))!;

        Assert.That(exception.Errors.Single().Place, Is.EqualTo("Workflows:7:trigger"));
    }

    [TestCase("""{}""")]
    [TestCase("""{ "Workflows": [] }""")]
    [TestCase("""{ "Workflows": {} }""")]
    [TestCase("""{ "Workflows": { "workflows": [] } }""")]
    [TestCase("""{ "Workflows": null }""")]
    public void Section_with_nothing_in_it_holds_no_workflows(string json) => Assert.That(Read(FromJson(json).GetSection("Workflows")), Is.Empty);

    [TestCase("""{ "Workflows": "none" }""")]
    [TestCase("""{ "Workflows": [ "none" ] }""")]
    [TestCase("""{ "Workflows": { "workflows": { "a": { "name": "A" } } } }""")]
    [TestCase("""{ "Workflows": { "0": { "name": "A" }, "a": { "name": "A" } } }""")]
    public void Section_of_another_shape_is_refused(string json) => Assert.That(() => Read(FromJson(json).GetSection("Workflows")), Throws.TypeOf<WorkflowDefinitionException>());

    [Test]
    public void Description_names_the_section()
    {
        Assert.That(new ConfigurationWorkflowSource(From().GetSection("App:Hooks"), new TriggerCatalog()).Description, Is.EqualTo("the configuration section 'App:Hooks'"));
        Assert.That(new ConfigurationWorkflowSource(From(), new TriggerCatalog()).Description, Is.EqualTo("the configuration"));
    }

    private static Condition? ConditionWith(string conditionOperator, string? value) => Read(From(
        ("0:name", "A"), ("0:trigger", "lead.created"), ("0:webhook:url", "https://a.example.com"),
        ("0:conditions:field", "a"), ("0:conditions:operator", conditionOperator), ("0:conditions:value", value))).Single().Conditions;

    private static IReadOnlyList<Workflow> Read(IConfiguration configuration) => new ConfigurationWorkflowSource(configuration, new TriggerCatalog()).Read();

    private static IConfigurationRoot From(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, value.Value))).Build();

    private static IConfigurationRoot FromJson(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    /// <summary>Conditions as a definition file has them.</summary>
    private static class ConditionJson
    {
        public static Condition? Read(string json) => WorkflowReader.Read(Encoding.UTF8.GetBytes(
            $$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com"},"conditions":{{json}} }]}""")).Single().Conditions;
    }
}
