using System.Text;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

/// <summary>Every fault is told in one reading: no fault hides another, and none is told twice.</summary>
public sealed class WorkflowReaderCompletenessTests
{
    private const string Webhook = """{ "url": "https://erp.example.com" }""";

    [Test]
    public void Misspelt_words_do_not_hide_values_that_are_not_allowed() =>
        Assert.That(
            Places("""
                { "name": "A", "trigger": "opportunity.wno", "conditions": { "field": "a", "operator": "greatr", "value": 1 },
                  "webhook": { "url": "ftp://erp.example.com", "headers": { "Host": "x" }, "connectTimeout": "-00:00:01",
                    "maxConcurrentAttempts": 0, "maxAttemptsPerSecond": 0 } }
                """),
            Is.EquivalentTo(
                new[]
                {
                    "trigger",
                    "conditions.operator",
                    "webhook.url",
                    "webhook.headers['Host']",
                    "webhook.connectTimeout",
                    "webhook.maxConcurrentAttempts",
                    "webhook.maxAttemptsPerSecond",
                }));

    [Test]
    public void Workflow_with_nothing_in_it_is_told_each_missing_member_once() =>
        Assert.That(Places("{}"), Is.EquivalentTo(new[] { "name", "trigger", "webhook" }));

    [Test]
    public void Trigger_with_nothing_in_it_is_told_each_missing_member_once() =>
        Assert.That(
            Places($$"""{ "name": "A", "trigger": { "source": {} }, "webhook": {{Webhook}} }"""),
            Is.EquivalentTo(
                new[]
                {
                    "trigger.code",
                    "trigger.id",
                    "trigger.name",
                    "trigger.source.id",
                    "trigger.source.name",
                    "trigger.source.contextUrl",
                }));

    [Test]
    public void Condition_that_makes_no_sense_is_told_once_beside_a_fault_elsewhere() =>
        Assert.That(
            Places(
                """{ "name": "A", "trigger": "nothing.known", "conditions": { "field": "a[", "operator": "isTrue" }, "webhook":"""
                + $$""" {{Webhook}} }"""),
            Is.EquivalentTo(new[] { "trigger", "conditions.field" }));

    [Test]
    public void Id_that_stands_twice_is_told_though_the_first_workflow_is_faulty() =>
        Assert.That(
            Places(
                $$"""{ "name": "A", "trigger": "nothing.known", "webhook": {{Webhook}} }, { "name": "A", "trigger": "lead.created","""
                + $$""" "webhook": {{Webhook}} }"""),
            Is.EqualTo(new[] { "trigger", "id" }));

    [Test]
    public void Workflows_without_a_name_or_with_an_unreadable_id_are_not_taken_for_the_same() =>
        Assert.That(
            Places($$"""
                { "trigger": "lead.created", "webhook": {{Webhook}} }, { "trigger": "lead.created", "webhook": {{Webhook}} },
                { "id": "?", "name": "A", "trigger": "lead.created", "webhook": {{Webhook}} }, { "id": "!", "name": "A",
                  "trigger": "lead.created", "webhook": {{Webhook}} }
                """),
            Is.EqualTo(new[] { "name", "name", "id", "id" }));

    [Test]
    public void Bytes_that_are_not_utf8_are_refused_with_their_line()
    {
        byte[] latin = Encoding.Latin1.GetBytes("""
            { "workflows": [
              { "name": "Negócios", "trigger": "lead.created", "webhook": { "url": "https://erp.example.com" } } ] }
            """);

        WorkflowDefinitionError error = Assert.Throws<WorkflowDefinitionException>(() => WorkflowReader.Read(latin))!.Errors.Single();

        Assert.That((error.Line, error.Column), Is.EqualTo((2L, 17L)));
        Assert.That(error.Message, Does.Contain("UTF-8"));
    }

    [Test]
    public void Text_beyond_the_basic_plane_is_read_as_it_stands() =>
        Assert.That(
            WorkflowReader.Read(
                Encoding.UTF8.GetBytes(
                    $$"""{ "workflows": [ { "name": "Ação 🚀 勝ち", "trigger": "lead.created", "webhook": {{Webhook}} } ] }"""))[0].Name,
            Is.EqualTo("Ação 🚀 勝ち"));

    private static string[] Places(string workflows) =>
        [
            .. Assert.Throws<WorkflowDefinitionException>(
                () => WorkflowReader.Read(
                    Encoding.UTF8.GetBytes($$"""{ "workflows": [ {{workflows}} ] }""")))!.Errors.Select(error => error.Place),
        ];
}
