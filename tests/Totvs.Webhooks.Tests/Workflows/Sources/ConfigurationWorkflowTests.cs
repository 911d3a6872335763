using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Sources;
using Totvs.Webhooks.Workflows.Triggers;
using Full = Totvs.Webhooks.Contracts.Workflows.SomeWorkflow;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

public sealed class ConfigurationWorkflowTests
{
    private static readonly (string Key, string? Value)[] Some =
    [
        ("0:name", "A"),
        ("0:trigger", "lead.created"),
        ("0:webhook:url", "https://a.example.com"),
    ];

    [Test]
    public void Section_reads_as_the_same_text_in_a_file_would()
    {
        const string Conditions = """
            { "all": [
              { "field": "amount", "operator": "greaterOrEqual", "value": 10000.50 },
              { "field": "code", "operator": "contains", "value": "61", "ignoreCase": true },
              { "not": { "field": "stage", "operator": "in", "values": ["won", true, null, 7, "", "12345678901"] } },
              { "any": [
                { "field": "items[].price", "elements": "all", "operator": "between", "from": 1, "to": { "field": "limit" } },
                { "field": "owner", "operator": "equals", "value": { "literal": { "Name": "61", "value": { "active": true } } } },
                { "field": "owner", "operator": "equals", "value": { "previous": "owner" } },
                { "field": "closing", "operator": "before", "value": { "now": "-30 days" } },
                { "field": "closing", "operator": "inLast", "value": "3 days" },
                "{amount->ge->10000}"
              ] }
            ] }
            """;
        string asText = Set(JsonSerializer.Serialize(Conditions));

        IReadOnlyList<Workflow> read = Read(FromJson($$"""{ "Webhooks": {{asText}} }""").GetSection("Webhooks"));

        Assert.That(read, Is.EquivalentTo(WorkflowReader.Read(Encoding.UTF8.GetBytes(Set(Conditions)))));
        Assert.That(read, Is.EquivalentTo(WorkflowReader.Read(Encoding.UTF8.GetBytes(asText))), "a file takes the text as well");
        Assert.That(
            read[0].Action.Headers.Select(header => header.Name),
            Is.EqualTo(new[] { "x-ACTIVE", "X-Tenant" }),
            "configuration sorts names");

        static string Set(string conditions) => $$"""
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
                  "conditions": {{conditions}},
                  "webhook": {
                    "url": "https://erp.example.com/hooks",
                    "headers": { "x-ACTIVE": "true", "X-Tenant": "7" },
                    "signingSecrets": [ "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", {
                      "secret": "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "endsAt": "2026-05-06T15:28:36-03:00" } ],
                    "sendExternalId": false,
                    "connectTimeout": "00:00:02",
                    "responseTimeout": "00:00:30",
                    "maxConcurrentAttempts": 3,
                    "maxAttemptsPerSecond": 0.5,
                    "orderedByRecord": true
                  }
                },
                { "name": "Own trigger", "webhook": { "url": "https://a.example.com" }, "trigger": {
                  "code": "invoice.paid", "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111", "name": { "en": "Invoice paid", "pt": "Fatura paga",
                    "es": "Factura pagada" },
                  "source": { "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222", "name": "Invoice", "contextUrl": "/api/invoices" } } }
              ]
            }
            """;
    }

    [Test]
    public void What_the_writer_writes_reads_from_configuration_too_but_for_conditions_which_are_a_text_there()
    {
        Workflow workflow = Full.Full() with
        {
            Conditions = null,
            Action = Full.Full().Action with { Headers = [new WebhookHeader("Authorization", "Bearer x")] },
        };
        string json = Encoding.UTF8.GetString(WorkflowWriter.Write([workflow], null, includeSecrets: true));

        Assert.That(Read(FromJson(json)), Is.EqualTo(new[] { workflow }));
    }

    [Test]
    public void Section_may_be_the_list_itself() =>
        Assert.That(
            Read(
                FromJson(
                    """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com" } } ]"""
                    + """ }""").GetSection("Workflows")).Single().Name,
            Is.EqualTo("A"));

    [Test]
    public void Names_are_read_in_any_case_as_environment_variables_write_them()
    {
        Workflow workflow = Read(From(
            ("WORKFLOWS:0:NAME", "A"),
            ("WORKFLOWS:0:TRIGGER", "lead.created"),
            ("WORKFLOWS:0:ACTIVE", "FALSE"),
            ("WORKFLOWS:0:CONDITIONS", "{Amount->gt->7}"),
            ("WORKFLOWS:0:WEBHOOK:SENDEXTERNALID", "False"),
            ("WORKFLOWS:0:WEBHOOK:MAXCONCURRENTATTEMPTS", "3"),
            ("WORKFLOWS:0:WEBHOOK:MAXATTEMPTSPERSECOND", "0.5"),
            ("WORKFLOWS:0:WEBHOOK:ORDEREDBYRECORD", "True"),
            ("WORKFLOWS:0:WEBHOOK:URL", "https://a.example.com")).GetSection("Workflows")).Single();

        Assert.That((workflow.Name, workflow.IsActive, workflow.Action.SendsExternalId), Is.EqualTo(("A", false, false)));
        Assert.That(
            (workflow.Action.MaxConcurrentAttempts, workflow.Action.MaxAttemptsPerSecond, workflow.Action.OrderedByRecord),
            Is.EqualTo((3, 0.5, true)));
        Assert.That(workflow.Conditions, Is.EqualTo(Condition.Field("Amount").IsGreaterThan(7)));
    }

    [TestCase("{a->eq->61}", "\"{a->eq->61}\"")]
    [TestCase("  {a->eq->\"61\"}", "\"{a->eq->\\\"61\\\"}\"")]
    [TestCase("{\"full name\"->eq->61}", "\"{\\\"full name\\\"->eq->61}\"")]
    [TestCase("{\"field\":\"a\",\"operator\":\"equals\",\"value\":\"61\"}", "{\"field\":\"a\",\"operator\":\"equals\",\"value\":\"61\"}")]
    [TestCase(" { // the state\n \"not\": \"{a->eq->61}\", } ", "{\"not\":\"{a->eq->61}\"}")]
    [TestCase(
        "{\"field\":\"a\",\"operator\":\"in\",\"values\":[\"\",[],{\"literal\":{\"b\":\"1e5\"}}]}",
        "{\"field\":\"a\",\"operator\":\"in\",\"values\":[\"\",[],{\"literal\":{\"b\":\"1e5\"}}]}")]
    public void Conditions_are_one_text_of_filters_or_of_the_JSON_that_a_file_has(string text, string json) =>
        Assert.That(Read(From([.. Some, ("0:conditions", text)])).Single().Conditions, Is.EqualTo(ConditionsOf(json)).And.Not.Null);

    [TestCase("""{ "field": "a", "operator": "equals", "value": "12345678901" }""")]
    [TestCase("""{ "all": [ "{a->eq->1}" ] }""")]
    [TestCase("""[ "{a->eq->1}" ]""")]
    [TestCase("""{ "0": "{a->eq->1}" }""")]
    public void Conditions_that_are_no_text_are_refused_with_the_remedy(string conditions)
    {
        WorkflowDefinitionError error = Refused(
            FromJson(
                """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com" },"""
                + $$""" "conditions": {{conditions}} } ] }""")).Single();

        Assert.That((error.Workflow, error.Place), Is.EqualTo(("A", "Workflows:0:conditions")));
        Assert.That(error.Message, Does.Contain("one string").And.Contain("{amount->ge->10000}").And.Contain("\"operator\":"));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"\"")]
    public void Conditions_that_are_empty_are_refused_since_the_workflow_would_run_for_every_event(string conditions)
    {
        WorkflowDefinitionError error = Refused(
            FromJson(
                """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url": "https://a.example.com" },"""
                + $$""" "conditions": {{conditions}} } ] }""")).Single();

        Assert.That(error.Place, Is.EqualTo("Workflows:0:conditions"));
        Assert.That(error.Message, Does.Contain("leave it out").And.Contain("every event"));
    }

    [TestCase(" ")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("won")]
    [TestCase("\"{a->eq->1}\"")]
    [TestCase("{\"all\":[")]
    [TestCase("{\"all\":[]}")]
    [TestCase("{\"field\":\"a\",\"operator\":\"isTru\"}")]
    [TestCase("{\"not\":\"{\\\"not\\\":7}\"}")]
    public void Text_that_is_neither_filters_nor_JSON_of_conditions_is_refused_at_its_path(string text) =>
        Assert.That(Refused(From([.. Some, ("0:conditions", text)])).Select(error => error.Place), Has.All.StartsWith("0:conditions"));

    [Test]
    public void Later_source_replaces_conditions_whole_and_does_not_mix_with_earlier_ones()
    {
        const string Base = """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "conditions": "{a->eq->1}{b->eq->2}","""
            + """ "webhook": { "url": "https://a.example.com" } } ] }""";
        IConfigurationRoot both = new ConfigurationBuilder().AddJsonStream(Stream(Base)).AddInMemoryCollection(
            [KeyValuePair.Create("Workflows:0:conditions", (string?)"{c->eq->3}")]).Build();

        Assert.That(Read(both.GetSection("Workflows")).Single().Conditions, Is.EqualTo(Condition.Field("c").Is(3)));
    }

    [TestCase("""{ "trigger": { "code": "x", "id": "7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111" } }""", "Workflows:0:trigger")]
    [TestCase("""{ "conditions": { "all": [ "{a->eq->1}" ] } }""", "Workflows:0:conditions")]
    [TestCase("""{ "name": { "en": "B" } }""", "Workflows:0:name")]
    public void Value_that_two_sources_give_in_different_forms_is_refused(string later, string path)
    {
        const string Base = """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "conditions": "{a->eq->1}", "webhook": {"""
            + """ "url": "https://a.example.com" } } ] }""";
        IConfigurationRoot both = new ConfigurationBuilder().AddJsonStream(Stream(Base)).AddJsonStream(
            Stream($$"""{ "Workflows": [ {{later}} ] }""")).Build();

        Assert.That(Refused(both).Select(error => error.Place), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Two_workflows_that_configuration_merges_into_one_entry_are_refused_when_the_host_starts()
    {
        const string Base = """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url":"""
            + """ "https://a.example.com", "headers": { "Authorization": "Bearer a" } } } ] }""";
        const string Later = """{ "Workflows": [ { "name": "C", "trigger": "lead.created", "webhook": { "url":"""
            + """ "https://c.example.com" } } ] }""";
        IConfigurationRoot both = new ConfigurationBuilder().AddJsonStream(Stream(Base)).AddJsonStream(Stream(Later)).Build();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IConfiguration>(both).AddTotvsWebhooks(
            webhooks => webhooks.AddWorkflows(both.GetSection("Workflows"))).BuildServiceProvider();

        Assert.That(
            () => provider.GetRequiredService<IWorkflowEngine>(),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("'A' and 'C'").And.Message.Contains("Workflows:0"));
    }

    [Test]
    public void Value_that_a_later_source_gives_an_entry_is_taken()
    {
        const string Base = """{ "Workflows": [ { "name": "A", "trigger": "lead.created", "webhook": { "url":"""
            + """ "https://a.example.com", "headers": { "Authorization": "x" } } } ] }""";
        IConfigurationRoot both = new ConfigurationBuilder().AddJsonStream(Stream(Base))
            .AddInMemoryCollection(
                [
                    KeyValuePair.Create("WORKFLOWS:0:WEBHOOK:HEADERS:Authorization", (string?)"Bearer a"),
                    KeyValuePair.Create("Workflows:0:name", (string?)"A"),
                ]).Build();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<IConfiguration>(both).AddTotvsWebhooks(
            webhooks => webhooks.AddWorkflows(both.GetSection("Workflows"))).BuildServiceProvider();

        Assert.That(() => provider.GetRequiredService<IWorkflowEngine>(), Throws.Nothing);
        Assert.That(Read(both.GetSection("Workflows")).Single().Action.Headers.Single().Reveal(), Is.EqualTo("Bearer a"));
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("\"\"")]
    public void What_is_empty_is_refused_since_configuration_cannot_tell_what_it_was(string empty) =>
        Assert.That(
            Refused(FromJson($$"""
                { "Workflows": [ { "name": {{empty}}, "notes": {{empty}}, "trigger": {{empty}}, "webhook": {{empty}} },
                  { "name": "B", "trigger": "lead.created", "webhook": { "url": {{empty}}, "headers": {{empty}},
                    "signingSecrets": {{empty}}, "responseTimeout": {{empty}} } },
                  { "name": "C", "trigger": "lead.created", "webhook": { "url": "https://a.example.com", "headers": { "X-A": {{empty}} },
                    "signingSecrets": [ {{empty}} ] } }, {{empty}} ] }
                """)).Select(error => error.Place),
            Is.EquivalentTo(new[]
            {
                "Workflows:0:name", "Workflows:0:notes", "Workflows:0:trigger", "Workflows:0:webhook",
                "Workflows:1:webhook:url", "Workflows:1:webhook:headers", "Workflows:1:webhook:signingSecrets",
                "Workflows:1:webhook:responseTimeout",
                "Workflows:2:webhook:headers:X-A", "Workflows:2:webhook:signingSecrets:0", "Workflows:3",
            }));

    [Test]
    public void Configuration_of_any_depth_is_refused_and_never_thrown_over()
    {
        foreach (
            string member in (string[])
            [
                "name",
                "webhook",
                "trigger",
                "conditions",
                "webhook:headers:X",
                "webhook:signingSecrets:0",
                "x",
                "0",
            ])
        {
            string deep = string.Concat(Enumerable.Repeat($":{member}", 5_000 / (1 + member.Length)));

            Assert.That(Refused(From([.. Some, ($"0{deep}", "x")])), Is.Not.Empty, member);
            Assert.That(Refused(From([($"Workflows{deep}", "x")])), Is.Not.Empty, member);
        }

        Assert.That(Refused(From([.. Some, ("0:conditions", string.Concat(Enumerable.Repeat("{\"not\":", 100_000)))])), Is.Not.Empty);
    }

    [TestCase("0:name")]
    [TestCase("0:notes")]
    [TestCase("0:webhook:url")]
    [TestCase("0:webhook:headers:X-A")]
    [TestCase("0:webhook:maxConcurrentAttempts")]
    [TestCase("0:conditions")]
    [TestCase("0:webhook:headers:X½")]
    [TestCase("0:x½")]
    [TestCase("½:name")]
    public void Half_of_a_character_in_configuration_is_refused_and_never_thrown_over(string path) =>
        Assert.That(
            Refused(From([.. Some.Where(some => some.Key != path), (path.Replace('½', '\ud800'), "{a->eq->\udfff}")])),
            Is.Not.Empty);

    [Test]
    public void Text_elsewhere_is_never_taken_for_a_number_or_a_boolean()
    {
        Workflow workflow = Read(From(
            ("0:name", "7"), ("0:notes", "true"), ("0:trigger", "lead.created"), (
                "0:webhook:url",
                "https://a.example.com"), ("0:webhook:headers:X-A", "1"), ("0:webhook:headers:2", "\"q\""))).Single();

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
                "conditions":
              "{\"all\":[{\"field\":\"b\",\"operator\":\"equals\",\"value\":2},{\"field\":\"b\",\"operator\":\"greatr\",\"value\":2}]}" },
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
            "Third | App:Hooks:workflows:2:conditions (all[1].operator)",
            "Third | App:Hooks:workflows:2:webhook:headers:Host",
            "Fourth | App:Hooks:workflows:3:webhook:headers:Host",
        }));
    }

    [Test]
    public void Path_of_a_fault_has_the_keys_of_the_configuration_even_where_one_is_left_out()
    {
        WorkflowDefinitionException exception = Assert.Throws<WorkflowDefinitionException>(() => Read(From(
            ("Workflows:2:name", "A"), ("Workflows:2:trigger", "lead.created"), ("Workflows:2:webhook:url", "https://a.example.com"),
            ("Workflows:7:name", "B"), ("Workflows:7:trigger", "lead.eaten"), (
                "Workflows:7:webhook:url",
                "https://a.example.com")).GetSection("Workflows")))!;

        Assert.That(exception.Errors.Single().Place, Is.EqualTo("Workflows:7:trigger"));
    }

    [TestCase("""{}""")]
    [TestCase("""{ "Workflows": [] }""")]
    [TestCase("""{ "Workflows": {} }""")]
    [TestCase("""{ "Workflows": { "workflows": [] } }""")]
    [TestCase("""{ "Workflows": null }""")]
    public void Section_with_nothing_in_it_holds_no_workflows(string json) =>
        Assert.That(Read(FromJson(json).GetSection("Workflows")), Is.Empty);

    [TestCase("""{ "Workflows": "none" }""")]
    [TestCase("""{ "Workflows": [ "none" ] }""")]
    [TestCase("""{ "Workflows": { "workflows": { "a": { "name": "A" } } } }""")]
    [TestCase("""{ "Workflows": { "0": { "name": "A" }, "a": { "name": "A" } } }""")]
    public void Section_of_another_shape_is_refused(string json) =>
        Assert.That(() => Read(FromJson(json).GetSection("Workflows")), Throws.TypeOf<WorkflowDefinitionException>());

    [Test]
    public void Description_names_the_section()
    {
        Assert.That(
            new ConfigurationWorkflowSource(From().GetSection("App:Hooks"), new TriggerCatalog()).Description,
            Is.EqualTo("the configuration section 'App:Hooks'"));
        Assert.That(new ConfigurationWorkflowSource(From(), new TriggerCatalog()).Description, Is.EqualTo("the configuration"));
    }

    private static IReadOnlyList<Workflow> Read(IConfiguration configuration) =>
        new ConfigurationWorkflowSource(configuration, new TriggerCatalog()).Read();

    private static IConfigurationRoot From(params (string Key, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, value.Value))).Build();

    private static IConfigurationRoot FromJson(string json) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();

    private static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<WorkflowDefinitionError> Refused(IConfigurationRoot root) =>
        Assert.Throws<WorkflowDefinitionException>(
            () => Read(root.GetSection("Workflows").Exists() ? root.GetSection("Workflows") : root))!.Errors;

    /// <summary>Conditions as a definition file has them.</summary>
    private static Condition? ConditionsOf(string json) => WorkflowReader.Read(Encoding.UTF8.GetBytes(
        $$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com"},"conditions":{{json}}"""
        + """ }]}""")).Single().Conditions;
}
