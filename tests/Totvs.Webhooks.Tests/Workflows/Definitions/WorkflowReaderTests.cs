using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

public sealed class WorkflowReaderTests
{
    [Test]
    public void Workflow_reads_with_all_it_has()
    {
        Workflow workflow = Read("""
            // Comments are allowed.
            {
              "$schema": "../docs/workflow.schema.json",
              "workflows": [
                {
                  "id": "5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a",
                  "name": "Negócios ganhos",
                  "notes": "for the ERP",
                  "trigger": "Opportunity.Won",
                  "active": false,
                  "conditions": { "field": "amount", "operator": "greaterOrEqual", "value": 10000 },
                  "webhook": {
                    "url": "https://erp.example.com/hooks",
                    "headers": { "Authorization": "Bearer x", "X-Tenant": "7" },
                    "sendExternalId": false,
                    "connectTimeout": "00:00:02",
                    "responseTimeout": "00:00:30",
                    "contentType": "application/json",
                    "maxConcurrentAttempts": 3,
                    "maxAttemptsPerSecond": 0.1,
                    "orderedByRecord": true,
                  },
                },
              ],
            }
            """).Single();

        Assert.That(workflow.Id, Is.EqualTo(new Guid("5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a")));
        Assert.That((workflow.Name, workflow.Notes, workflow.IsActive), Is.EqualTo(("Negócios ganhos", "for the ERP", false)));
        Assert.That(workflow.Trigger, Is.EqualTo(CrmTriggers.OpportunityWon));
        Assert.That(workflow.Conditions, Is.EqualTo(Condition.Field("amount").IsAtLeast(10_000)));
        Assert.That(workflow.Action.Url, Is.EqualTo(new Uri("https://erp.example.com/hooks")));
        Assert.That(workflow.Action.Headers, Is.EqualTo(new[] { new WebhookHeader("Authorization", "Bearer x"), new WebhookHeader("X-Tenant", "7") }));
        Assert.That(workflow.Action.ContentType, Is.EqualTo("application/json"));
        Assert.That((workflow.Action.SendsExternalId, workflow.Action.ConnectTimeout, workflow.Action.ResponseTimeout), Is.EqualTo((false, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30))));
        Assert.That((workflow.Action.MaxConcurrentAttempts, workflow.Action.MaxAttemptsPerSecond, workflow.Action.OrderedByRecord), Is.EqualTo((3, 0.1, true)));
    }

    [Test]
    public void Workflow_reads_with_only_what_it_needs()
    {
        Workflow workflow = Read("""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com"}}]}""").Single();

        Assert.That((workflow.IsActive, workflow.Conditions, workflow.Action.SendsExternalId), Is.EqualTo((true, (Condition?)null, true)));
        Assert.That((workflow.Action.MaxConcurrentAttempts, workflow.Action.MaxAttemptsPerSecond, workflow.Action.OrderedByRecord), Is.EqualTo(((int?)null, (double?)null, false)));
        Assert.That(workflow.Id, Is.EqualTo(new Workflow { Name = "A", Trigger = CrmTriggers.LeadCreated, Action = workflow.Action }.Id), "the id comes from the name");
    }

    [Test]
    public void Every_fault_is_found_at_once_each_with_its_place()
    {
        WorkflowDefinitionException exception = Fault("""
            {
              "workflows": [
                { "name": "First", "trigger": "opportunity.wno", "webhook": { "url": "https://a.example.com", "header": {} } },
                { "trigger": "lead.created", "active": "yes", "webhook": { "url": 7 } },
                { "name": "Third", "trigger": "lead.created",
                  "conditions": { "all": [ { "field": "a", "operator": "equals", "value": 1 }, { "field": "b", "operator": "greatr", "value": 2 } ] },
                  "webhook": { "url": "/relative", "headers": { "Host": "x", "X-Ok": 5 } } }
              ],
              "version": 1
            }
            """);

        string[] found = [.. exception.Errors.Select(error => $"{error.Workflow} | {error.Place} | {error.Line}:{error.Column}")];
        Assert.That(found, Is.EquivalentTo(new[]
        {
            "(the set) | version | 9:3",
            "First | trigger | 3:24",
            "First | webhook.header | 3:99",
            "workflows[1] | name | 4:5",
            "workflows[1] | active | 4:34",
            "workflows[1] | webhook.url | 4:64",
            "Third | conditions.all[1].operator | 6:100",
            "Third | webhook.headers['X-Ok'] | 7:66",
            "Third | webhook.url | 7:20",
            "Third | webhook.headers['Host'] | 7:53",
        }));
        Assert.That(exception.Message, Does.Contain("did you mean 'opportunity.won'?").And.Contain("did you mean 'headers'?").And.Contain("'greatr' is not an operator").And.Contain("(line 6, column 100)"));
    }

    [Test]
    public void What_reads_well_must_also_make_sense() =>
        Assert.That(
            Fault("""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"/relative","headers":{"Host":"x"}}}]}""").Errors.Select(error => error.Place),
            Is.EqualTo(new[] { "webhook.url", "webhook.headers['Host']" }));

    [TestCase("""{"workflows":[""", 1, 15)]
    [TestCase("{\n  \"workflows\": [ nonsense ]\n}", 2, 19)]
    [TestCase("{\n  \"São\": [ nonsense ]\n}", 2, 13, Description = "columns count characters, not bytes")]
    public void Text_that_is_not_json_is_told_with_its_position(string text, int line, int column)
    {
        WorkflowDefinitionError error = Fault(text).Errors.Single();

        Assert.That((error.Line, error.Column), Is.EqualTo(((long?)line, (long?)column)));
        Assert.That(error.Message, Does.StartWith("is not JSON").And.Not.Contain("nonsense"), "what stands there may be a secret");
    }

    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("""{"workflows":{}}""")]
    [TestCase("""{"workflows":[5]}""")]
    [TestCase("""{"workflows":[{"name":"\ud800","trigger":"\ud800","webhook":{"url":"\ud800"}}]}""")]
    public void Text_of_another_shape_is_refused_and_never_thrown_over(string text) => Assert.That(Fault(text).Errors, Is.Not.Empty);

    [Test]
    public void Trigger_may_be_said_whole()
    {
        Workflow workflow = Read("""
            {"workflows":[{"name":"A","webhook":{"url":"https://a.example.com"},"trigger":{
              "code":"invoice.paid","id":"7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c1111","name":{"en":"Invoice paid","pt":"Fatura paga","es":"Factura pagada"},
              "source":{"id":"7a1c3f56-35d4-4fd3-8a3a-fd1f2b7c2222","name":"Invoice","contextUrl":"/api/invoices"}}}]}
            """).Single();

        Assert.That(workflow.Trigger, Is.EqualTo(SomeWorkflow.InvoicePaid));
    }

    [TestCase("""{"id":7,"nme":"A","source":{}}""", "trigger.nme|trigger.code|trigger.id|trigger.name|trigger.source.id|trigger.source.name|trigger.source.contextUrl")]
    [TestCase("""{"code":"a","id":"7","name":{"fr":"A"},"source":"Invoice"}""", "trigger.id|trigger.name.fr|trigger.name.en|trigger.source")]
    [TestCase("7", "trigger")]
    public void Trigger_that_is_not_said_well_is_told_of_part_by_part(string trigger, string places) =>
        Assert.That(
            string.Join('|', Fault($$$"""{"workflows":[{"name":"A","trigger":{{{trigger}}},"webhook":{"url":"https://a.example.com"}}]}""").Errors.Select(error => error.Place)),
            Is.EqualTo(places));

    [Test]
    public void Signing_secrets_read_with_and_without_an_end()
    {
        const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

        Workflow workflow = Read($$"""
            {"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","signingSecrets":[
              "{{Secret}}", {"secret":"{{Secret}}","endsAt":"2026-05-06T15:28:36-03:00"}, {"secret":"{{Secret}}","endsAt":"2026-05-06T15:28:36.5Z"}]}
            }]}
            """).Single();

        Assert.That(workflow.Action.SigningSecrets, Is.EqualTo(new[]
        {
            new WebhookSecret(Secret),
            new WebhookSecret(Secret) { EndsAt = new DateTimeOffset(2026, 5, 6, 15, 28, 36, TimeSpan.FromHours(-3)) },
            new WebhookSecret(Secret) { EndsAt = new DateTimeOffset(2026, 5, 6, 15, 28, 36, 500, TimeSpan.Zero) },
        }));
    }

    [Test]
    public void Signing_secret_that_is_none_is_told_of_without_showing_it()
    {
        WorkflowDefinitionException exception = Fault("""
            {"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","signingSecrets":[
              "whsec_hunter2", 5, {"secret":"hunter2"}, {"endsAt":"2026-05-06T15:28:36"}]}}]}
            """);

        Assert.That(
            exception.Errors.Select(error => error.Place),
            Is.EqualTo(new[] { "webhook.signingSecrets[0]", "webhook.signingSecrets[1]", "webhook.signingSecrets[2].secret", "webhook.signingSecrets[3].endsAt", "webhook.signingSecrets[3].secret" }));
        Assert.That(exception.Errors.Select(error => error.Line), Is.All.EqualTo(2));
        Assert.That(exception.Message, Does.Not.Contain("hunter2"));
    }

    [Test]
    public void Time_zone_and_first_day_of_the_week_read()
    {
        Workflow workflow = Read("""{"workflows":[{"name":"A","trigger":"lead.created","timeZone":"America/Sao_Paulo","firstDayOfWeek":"sunday","webhook":{"url":"https://a.example.com"}}]}""").Single();

        Assert.That((workflow.TimeZone?.Id, workflow.FirstDayOfWeek), Is.EqualTo(("America/Sao_Paulo", DayOfWeek.Sunday)));
    }

    [TestCase("""
        "timeZone":"America/Atlantis"
        """, "timeZone", "America/Sao_Paulo")]
    [TestCase("""
        "firstDayOfWeek":"Sundy"
        """, "firstDayOfWeek", "did you mean 'sunday'?")]
    [TestCase("""
        "id":"00000000-0000-0000-0000-000000000000"
        """, "id", "or leave the property out")]
    [TestCase("""
        "conditions":7
        """, "conditions", "a filter text")]
    public void Value_that_means_nothing_is_told_of_with_its_remedy(string member, string place, string remedy)
    {
        WorkflowDefinitionError error = Fault($$$"""{"workflows":[{"name":"A","trigger":"lead.created",{{{member}}},"webhook":{"url":"https://a.example.com"}}]}""").Errors.Single();

        Assert.That(error.Place, Is.EqualTo(place));
        Assert.That(error.Message, Does.Contain(remedy));
    }

    [TestCase("1.5")]
    [TestCase("0")]
    [TestCase("99999999999")]
    [TestCase("\"3\"")]
    public void Number_of_attempts_that_is_none_is_told_of(string number) =>
        Assert.That(
            Fault($$$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","maxConcurrentAttempts":{{{number}}} }}]}""").Errors.Single().Place,
            Is.EqualTo("webhook.maxConcurrentAttempts"));

    [TestCase("0", "is 0; it must be a number from 0.001 to 10,000")]
    [TestCase("-1", "is -1;")]
    [TestCase("10001", "is 10001;")]
    [TestCase("1e400", "is Infinity;")]
    [TestCase("\"5\"", "a number was expected")]
    [TestCase("true", "a number was expected")]
    public void Attempts_a_second_that_are_none_are_told_of_once(string number, string message)
    {
        WorkflowDefinitionError error = Fault($$$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","maxAttemptsPerSecond":{{{number}}} }}]}""").Errors.Single();

        Assert.That(error.Place, Is.EqualTo("webhook.maxAttemptsPerSecond"));
        Assert.That(error.Message, Does.Contain(message));
    }

    [TestCase("5", 5)]
    [TestCase("0.001", 0.001)]
    [TestCase("2.5e-1", 0.25)]
    [TestCase("10000", 10_000)]
    public void Attempts_a_second_read_as_any_number(string number, double rate) =>
        Assert.That(
            Read($$$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","maxAttemptsPerSecond":{{{number}}} }}]}""").Single().Action.MaxAttemptsPerSecond,
            Is.EqualTo(rate));

    [TestCase("\"true\"")]
    [TestCase("1")]
    public void Order_that_is_neither_true_nor_false_is_told_of(string value) =>
        Assert.That(
            Fault($$$"""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"https://a.example.com","orderedByRecord":{{{value}}} }}]}""").Errors.Single().Place,
            Is.EqualTo("webhook.orderedByRecord"));

    [Test]
    public void Url_without_a_host_is_told_to_be_relative_on_every_system() =>
        Assert.That(
            Fault("""{"workflows":[{"name":"A","trigger":"lead.created","webhook":{"url":"/hooks"}}]}""").Message,
            Does.Contain("is relative"));

    [Test]
    public void Two_workflows_with_one_id_are_refused()
    {
        const string Same = """{"name":"Same","trigger":"lead.created","webhook":{"url":"https://a.example.com"}}""";

        Assert.That(Fault($$"""{"workflows":[{{Same}},{{Same}}]}""").Message, Does.Contain("workflows[0]"));
    }

    [Test]
    public void Byte_order_mark_is_passed_over() =>
        Assert.That(WorkflowReader.Read((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("""{"workflows":[]}""")]), Is.Empty);

    [TestCase("https://user:hunter2@hunter2:bad/hooks")]
    [TestCase("https://erp:bad/hunter2")]
    public void Text_that_is_no_URL_is_not_repeated(string url) =>
        Assert.That(
            Fault($$$"""{"workflows":[{"name":"A","trigger":"opportunity.won","webhook":{"url":"{{{url}}}"}}]}""").Message,
            Does.Contain("is not a URL; give an absolute one").And.Not.Contain("hunter2"));

    private static IReadOnlyList<Workflow> Read(string json) => WorkflowReader.Read(Encoding.UTF8.GetBytes(json));

    private static WorkflowDefinitionException Fault(string json) =>
        Assert.Throws<WorkflowDefinitionException>(() => Read(json))!;
}
