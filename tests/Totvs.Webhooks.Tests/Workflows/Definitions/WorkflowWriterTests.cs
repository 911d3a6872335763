using System.Text;
using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Definitions;
using Totvs.Webhooks.Workflows.Triggers;
using Full = Totvs.Webhooks.Contracts.Workflows.SomeWorkflow;

namespace Totvs.Webhooks.Tests.Workflows.Definitions;

public sealed class WorkflowWriterTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Test]
    public void Workflow_is_written_in_the_form_that_people_write()
    {
        Workflow workflow = new WorkflowBuilder()
            .WithId(new Guid("5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a"))
            .Named("Negócios ganhos")
            .WithNotes("for the ERP")
            .When(CrmTriggers.OpportunityWon)
            .Where(Condition.Field("amount").IsAtLeast(10_000))
            .InTimeZone(TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"))
            .WithWeeksBeginningOn(DayOfWeek.Sunday)
            .PostTo("https://erp.example.com/hooks?a=1&b=2")
            .WithHeader("Authorization", "Bearer x")
            .SignedWith(new WebhookSecret(Secret))
            .WithContentType("application/json")
            .HidingExternalId()
            .WithTimeouts(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30))
            .WithMaxConcurrentAttempts(3)
            .WithMaxAttemptsPerSecond(0.1)
            .OrderedByRecord()
            .Build();

        Assert.That(Written(workflow, includeSecrets: true), Is.EqualTo($$"""
            {
              "workflows": [
                {
                  "id": "5d2f6f0e-8d5c-4a52-9a3f-0d6c4f1c2b3a",
                  "name": "Negócios ganhos",
                  "notes": "for the ERP",
                  "trigger": "opportunity.won",
                  "active": true,
                  "timeZone": "America/Sao_Paulo",
                  "firstDayOfWeek": "sunday",
                  "conditions": {
                    "field": "amount",
                    "operator": "greaterOrEqual",
                    "value": 10000
                  },
                  "webhook": {
                    "url": "https://erp.example.com/hooks?a=1&b=2",
                    "headers": {
                      "Authorization": "Bearer x"
                    },
                    "signingSecrets": [
                      "{{Secret}}"
                    ],
                    "contentType": "application/json",
                    "sendExternalId": false,
                    "connectTimeout": "00:00:02",
                    "responseTimeout": "00:00:30",
                    "maxConcurrentAttempts": 3,
                    "maxAttemptsPerSecond": 0.1,
                    "orderedByRecord": true
                  }
                }
              ]
            }
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Workflow_with_all_it_can_have_comes_back_as_it_was() => AssertComesBack(Full.Full() with
    {
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"),
        FirstDayOfWeek = DayOfWeek.Saturday,
    });

    [Test]
    public void Workflow_with_only_what_it_needs_comes_back_as_it_was() =>
        AssertComesBack(SomeWorkflow.Named("A"), SomeWorkflow.Named("B", CrmTriggers.LeadCreated));

    [Test]
    public void What_has_its_default_is_left_out() =>
        Assert.That(
            Written(SomeWorkflow.Named("A")),
            Does.Not.Contain("maxConcurrentAttempts").And.Not.Contain("maxAttemptsPerSecond").And.Not.Contain("orderedByRecord"));

    [Test]
    public void Any_number_of_attempts_a_second_comes_back_as_it_was() =>
        Gen.Double[0.001, 10_000].Sample(rate => AssertComesBack(SomeWorkflow.Named("A") with
        {
            Action = new WebhookAction { Url = new Uri("https://erp.example.com"), MaxAttemptsPerSecond = rate },
        }));

    [Test]
    public void No_workflow_at_all_comes_back() => AssertComesBack();

    [Test]
    public void Any_text_comes_back_as_it_was() =>
        Gen.Select(
            Gen.String[Gen.Char['\0', '\ud7ff'], 1, 30],
            Gen.String[Gen.Char['\ue000', '\uffff'], 0, 30],
            Gen.String[Gen.Char[' ', '~'], 0, 30])
            .Where((name, notes, header) => !string.IsNullOrWhiteSpace(name) && header != WorkflowWriter.Mask)
            .Sample((name, notes, header) => AssertComesBack(SomeWorkflow.Named(name) with
            {
                Notes = notes,
                Trigger = SomeWorkflow.InvoicePaid with { Code = name, Name = new LocalizedText(name, notes) },
                Conditions = Condition.Field("a").Is(name),
                Action = new WebhookAction { Url = new Uri("https://erp.example.com"), Headers = [KeyValuePair.Create("X-Any", header)] },
            }));

    [Test]
    public void Trigger_that_the_reader_knows_is_written_by_its_code()
    {
        var triggers = new TriggerCatalog();
        triggers.Add(SomeWorkflow.InvoicePaid);

        Assert.That(
            Encoding.UTF8.GetString(WorkflowWriter.Write([SomeWorkflow.Named("A", SomeWorkflow.InvoicePaid)], triggers)),
            Does.Contain("\"trigger\": \"invoice.paid\""));
    }

    [Test]
    public void Trigger_of_the_host_is_written_whole_and_read_without_a_catalogue()
    {
        Workflow workflow = SomeWorkflow.Named("A", SomeWorkflow.InvoicePaid);

        Assert.That(Written(workflow), Does.Contain("\"code\": \"invoice.paid\"").And.Contain("\"pt\": \"Fatura paga\""));
        AssertComesBack(workflow);
    }

    [Test]
    public void Trigger_that_differs_from_the_catalogues_is_written_whole()
    {
        AssertComesBack(SomeWorkflow.Named("A", CrmTriggers.OpportunityWon with { Name = "Deal closed" }));
        AssertComesBack(SomeWorkflow.Named("A", CrmTriggers.OpportunityWon with { Code = "OPPORTUNITY.WON" }));
    }

    [Test]
    public void Secrets_are_masked_unless_asked_for()
    {
        Workflow workflow = SomeWorkflow.Named("A") with
        {
            Action = new WebhookAction
            {
                Url = new Uri("https://erp.example.com"),
                Headers = [KeyValuePair.Create("Authorization", "Bearer hunter2")],
                SigningSecrets = [new WebhookSecret(Secret), new WebhookSecret(Secret) { EndsAt = DateTimeOffset.UnixEpoch }],
            },
        };

        string masked = Written(workflow);

        Assert.That(masked, Does.Not.Contain("hunter2").And.Not.Contain("whsec_").And.Contain("\"Authorization\": \"***\""));
        Assert.That(masked.Split("***"), Has.Length.EqualTo(4));
    }

    [Test]
    public void Masked_secret_is_never_taken_for_a_value()
    {
        byte[] masked = WorkflowWriter.Write([Full.Full()]);

        WorkflowDefinitionException exception = Assert.Throws<WorkflowDefinitionException>(() => WorkflowReader.Read(masked))!;

        Assert.That(
            exception.Errors.Select(error => error.Place),
            Is.EqualTo(
                new[]
                {
                    "webhook.signingSecrets[0]",
                    "webhook.signingSecrets[1].secret",
                    "webhook.url",
                    "webhook.headers['X-Tenant']",
                    "webhook.headers['Authorization']",
                }));
        Assert.That(exception.Errors.Select(error => error.Message), Is.All.Contains("was masked"));
        Assert.That(
            () => WorkflowReader.Read(
                WorkflowWriter.Write(
                    [
                        SomeWorkflow.Named("A") with
                        {
                            Action = new WebhookAction
                            {
                                Url = new Uri("https://a.example.com"),
                                Headers = [KeyValuePair.Create("X", "1")],
                            },
                        },
                    ])),
            Throws.TypeOf<WorkflowDefinitionException>().With.Message.Contains("webhook.headers['X']").And.Message.Contains("was masked"));
    }

    private static string Written(Workflow workflow, bool includeSecrets = false) =>
        Encoding.UTF8.GetString(WorkflowWriter.Write([workflow], null, includeSecrets));

    private static void AssertComesBack(params Workflow[] workflows)
    {
        byte[] text = WorkflowWriter.Write(workflows, null, includeSecrets: true);

        IReadOnlyList<Workflow> read = WorkflowReader.Read(text);

        Assert.That(read, Is.EqualTo(workflows));
        Assert.That(
            read.Select(workflow => workflow.Action.Url.OriginalString),
            Is.EqualTo(workflows.Select(workflow => workflow.Action.Url.OriginalString)));
        Assert.That(
            read.Select(workflow => workflow.Action.SigningSecrets.Select(secret => secret.EndsAt?.Offset)),
            Is.EqualTo(workflows.Select(workflow => workflow.Action.SigningSecrets.Select(secret => secret.EndsAt?.Offset))));
        Assert.That(WorkflowWriter.Write(read, null, includeSecrets: true), Is.EqualTo(text));
    }
}
