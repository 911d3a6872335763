using System.Text;
using System.Text.Json;
using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class WebhookPayloadTests
{
    private static readonly Guid EventId = new("0a1b2c3d-0000-4000-8000-00000000e001");
    private static readonly DateTimeOffset RanAt = new(2022, 5, 6, 15, 28, 36, 110, TimeSpan.FromHours(-3));

    private static readonly Trigger Won = new()
    {
        Code = "opportunity.won",
        Id = new Guid("0a1b2c3d-0000-4000-8000-0000000000f1"),
        Name = new LocalizedText("Opportunity won", "Oportunidade ganha", "Oportunidad ganada"),
        Source = new SourceObject
        {
            Id = new Guid("0a1b2c3d-0000-4000-8000-0000000000f2"),
            Name = new LocalizedText("Opportunity", "Oportunidade", "Oportunidad"),
            ContextUrl = "/api/v11/opportunity/opportunities",
        },
    };

    [Test]
    public void Payload_is_the_one_of_totvs_byte_for_byte()
    {
        string body = BodyOf(externalId: "0101 000123 01 C");

        Assert.That(body, Is.EqualTo(
            """
            {"eventId":"0a1b2c3d-0000-4000-8000-00000000e001","timestamp":"2022-05-06T15:28:36.110-03:00",
            "workflow":{"id":"0a1b2c3d-0000-4000-8000-0000000000a1","description":"Negócios ganhos"},
            "trigger":{"id":"0a1b2c3d-0000-4000-8000-0000000000f1","description":"Opportunity won"},
            "source":{"object":{"id":"0a1b2c3d-0000-4000-8000-0000000000f2","description":"Opportunity",
            "contextUrl":"/api/v11/opportunity/opportunities"},
            "row":{"id":"opportunity-1","externalId":"0101 000123 01 C"}}}
            """.ReplaceLineEndings(string.Empty)));
    }

    [TestCase(null)]
    [TestCase("")]
    public void External_id_is_absent_where_there_is_none(string? externalId) =>
        Assert.That(BodyOf(externalId), Does.EndWith("""
            "row":{"id":"opportunity-1"}}}
            """));

    [Test]
    public void External_id_is_absent_where_the_workflow_hides_it() =>
        Assert.That(BodyOf("0101", sendsExternalId: false), Does.Not.Contain("externalId"));

    [TestCase("pt", "Oportunidade ganha", "Oportunidade")]
    [TestCase("es-AR", "Oportunidad ganada", "Oportunidad")]
    [TestCase("fr", "Opportunity won", "Opportunity")]
    public void Names_are_in_the_language_asked_for(string language, string trigger, string source)
    {
        WebhookPayload payload = WebhookPayload.Parse(Encoding.UTF8.GetBytes(BodyOf(null, language: language)));

        Assert.That(payload.Trigger.Description, Is.EqualTo(trigger));
        Assert.That(payload.Source.Object.Description, Is.EqualTo(source));
    }

    [TestCase("São Paulo & Conceição <José>")]
    [TestCase("株式会社")]
    public void Text_goes_as_utf8_characters(string name)
    {
        string body = BodyOf(externalId: name, workflowName: name);

        Assert.That(body, Does.Contain($"\"description\":\"{name}\""));
        Assert.That(body, Does.Contain($"\"externalId\":\"{name}\""));
    }

    [Test]
    public void Offset_of_utc_is_numeric_and_parts_of_a_millisecond_are_cut() =>
        Assert.That(
            BodyOf(null, ranAt: new DateTimeOffset(2026, 1, 2, 3, 4, 5, 999, TimeSpan.Zero).AddTicks(9_999)),
            Does.Contain("\"timestamp\":\"2026-01-02T03:04:05.999+00:00\""));

    [Test]
    public void Payload_reads_back_what_was_written()
    {
        WebhookPayload payload = PayloadOf("0101 000123 01 C", "Negócios ganhos", "en", RanAt);

        Assert.That(WebhookPayload.Parse(Encoding.UTF8.GetBytes(BodyOf("0101 000123 01 C"))), Is.EqualTo(payload));
    }

    [Test]
    public void Body_is_byte_for_byte_what_the_serializer_makes_of_the_payload() =>
        Gen.Select(
            Gen.String,
            Gen.String.Where(name => name.Length > 0),
            Gen.DateTimeOffset,
            Gen.Int[0, 2].Select(choice => new[] { "en", "pt", "es" }[choice])).Sample(
            (externalId, workflowName, ranAt, language) =>
            {
                WebhookPayload payload = PayloadOf(externalId.Length == 0 ? null : externalId, workflowName, language, ranAt);
                string expected = JsonSerializer.Serialize(payload, WebhookPayloadJsonContext.Wire.WebhookPayload);

                return BodyOf(externalId, workflowName, language: language, ranAt: ranAt) == expected;
            });

    [Test]
    public void Text_outside_the_basic_plane_reads_back_as_it_was() =>
        Assert.That(
            WebhookPayload.Parse(Encoding.UTF8.GetBytes(BodyOf("🧾 👩‍👩‍👧"))).Source.Row.ExternalId,
            Is.EqualTo("🧾 👩‍👩‍👧"));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("{\"eventId\":\"not a uuid\"}")]
    public void Body_that_is_not_a_webhook_is_refused(string body) =>
        Assert.That(() => WebhookPayload.Parse(Encoding.UTF8.GetBytes(body)), Throws.InstanceOf<JsonException>());

    private static string BodyOf(
        string? externalId,
        string workflowName = "Negócios ganhos",
        bool sendsExternalId = true,
        string language = "en",
        DateTimeOffset? ranAt = null) =>
        Encoding.UTF8.GetString(new PayloadWriter(language).Write(
            EventId,
            new WorkflowEvent(Won, "opportunity-1") { ExternalId = externalId },
            new WorkflowMatch(WorkflowNamed(workflowName, sendsExternalId), Won),
            ranAt ?? RanAt));

    private static Workflow WorkflowNamed(string name, bool sendsExternalId = true) => new()
    {
        Id = new Guid("0a1b2c3d-0000-4000-8000-0000000000a1"),
        Name = name,
        Trigger = Won,
        Action = new WebhookAction { Url = new Uri("https://erp.example.com/hooks"), SendsExternalId = sendsExternalId },
    };

    private static WebhookPayload PayloadOf(string? externalId, string workflowName, string language, DateTimeOffset ranAt) => new()
    {
        EventId = EventId,
        Timestamp = ranAt,
        Workflow = new PayloadReference { Id = WorkflowNamed(workflowName).Id, Description = workflowName },
        Trigger = new PayloadReference { Id = Won.Id, Description = Won.Name.In(language) },
        Source = new PayloadSource
        {
            Object = new PayloadObject
            {
                Id = Won.Source.Id,
                Description = Won.Source.Name.In(language),
                ContextUrl = Won.Source.ContextUrl,
            },
            Row = new PayloadRow { Id = "opportunity-1", ExternalId = externalId },
        },
    };
}
