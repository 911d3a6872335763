using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WorkflowValidatorTests
{
    private static readonly Workflow Valid = SomeWorkflow.Named("Deals won");

    public static IEnumerable<TestCaseData> Faulty
    {
        get
        {
            yield return Fault("name", "is empty", Valid with { Id = Guid.NewGuid(), Name = null! });
            yield return Fault("name", "is empty", Valid with { Name = "" });
            yield return Fault("name", "is empty", Valid with { Name = " \t" });
            yield return Fault("name", "501 characters", Valid with { Name = new string('n', 501) });
            yield return Fault("name", "half of a character", Valid with { Name = "a\ud800b" });
            yield return Fault("notes", "half of a character", Valid with { Notes = "\udc00" });
            yield return Fault("trigger.code", "half of a character", Valid with { Trigger = Valid.Trigger with { Code = "a\ud800" } });
            yield return Fault("trigger.name", "half of a character", Valid with { Trigger = Valid.Trigger with { Name = new LocalizedText("a", null, "\ud800") } });
            yield return Fault("trigger.source.contextUrl", "half of a character", WithSource(Valid.Trigger.Source with { ContextUrl = "/\ud800" }));
            yield return Fault("trigger", "is missing", Valid with { Trigger = null! });
            yield return Fault("trigger.code", "'invoice.paid'", Valid with { Trigger = Valid.Trigger with { Code = " " } });
            yield return Fault("trigger.id", "empty UUID", Valid with { Trigger = Valid.Trigger with { Id = Guid.Empty } });
            yield return Fault("trigger.name", "is empty", Valid with { Trigger = Valid.Trigger with { Name = null! } });
            yield return Fault("trigger.name", "is empty", Valid with { Trigger = Valid.Trigger with { Name = new LocalizedText("", "Ganha") } });
            yield return Fault("trigger.source", "is missing", Valid with { Trigger = Valid.Trigger with { Source = null! } });
            yield return Fault("trigger.source.id", "empty UUID", WithSource(Valid.Trigger.Source with { Id = Guid.Empty }));
            yield return Fault("trigger.source.name", "is empty", WithSource(Valid.Trigger.Source with { Name = null! }));
            yield return Fault("trigger.source.contextUrl", "is missing", WithSource(Valid.Trigger.Source with { ContextUrl = null! }));
            yield return Fault("conditions.all", "empty", Valid with { Conditions = Condition.All() });
            yield return Fault("webhook", "is missing", Valid with { Action = null! });
            yield return Fault("webhook.url", "is missing", WithUrl(null!));
            yield return Fault("webhook.url", "is relative", WithUrl(new Uri("/hooks", UriKind.Relative)));
            yield return Fault("webhook.url", "scheme 'ftp'", WithUrl(new Uri("ftp://erp.example.com/")));
            yield return Fault("webhook.url", "scheme 'file'", WithUrl(new Uri("file:///etc/passwd")));
            yield return Fault("webhook.url", "Authorization header", WithUrl(new Uri("https://user:hunter2@erp.example.com/")));
            yield return Fault("webhook.url", "at most 8192", WithUrl(new Uri("https://erp.example.com/" + new string('p', 8_200))));
            yield return Fault("webhook.headers", "is missing", WithAction(Valid.Action with { Headers = null! }));
            yield return Fault("webhook.signingSecrets", "is missing", WithAction(Valid.Action with { SigningSecrets = null! }));
            yield return Fault("webhook.signingSecrets[1]", "leave the entry out", WithAction(Valid.Action with { SigningSecrets = [WebhookSecret.Create(), null!] }));
            yield return Fault("webhook.signingSecrets", "at most 16", WithAction(Valid.Action with { SigningSecrets = [.. Enumerable.Range(0, 17).Select(_ => WebhookSecret.Create())] }));
            yield return Fault("timeZone", "'Mine'", Valid with { TimeZone = TimeZoneInfo.CreateCustomTimeZone("Mine", TimeSpan.Zero, "Mine", "Mine") });
            yield return Fault("firstDayOfWeek", "from Sunday to Saturday", Valid with { FirstDayOfWeek = (DayOfWeek)7 });
            yield return Fault("webhook.connectTimeout", "more than zero", WithAction(Valid.Action with { ConnectTimeout = TimeSpan.Zero }));
            yield return Fault("webhook.maxConcurrentAttempts", "at least 1", WithAction(Valid.Action with { MaxConcurrentAttempts = 0 }));
            yield return Fault("webhook.maxAttemptsPerSecond", "is 0; it must be a number from 0.001 to 10,000", WithRate(0));
            yield return Fault("webhook.maxAttemptsPerSecond", "is -0.5;", WithRate(-0.5));
            yield return Fault("webhook.maxAttemptsPerSecond", "is 0.0009;", WithRate(0.0009));
            yield return Fault("webhook.maxAttemptsPerSecond", "is 10000.5;", WithRate(10_000.5));
            yield return Fault("webhook.maxAttemptsPerSecond", "is NaN;", WithRate(double.NaN));
            yield return Fault("webhook.maxAttemptsPerSecond", "is Infinity;", WithRate(double.PositiveInfinity));
            yield return Fault("webhook.maxAttemptsPerSecond", "Leave it out for the dispatch options' default", WithRate(double.NegativeInfinity));
            yield return Fault("webhook.responseTimeout", "-00:00:01", WithAction(Valid.Action with { ResponseTimeout = TimeSpan.FromSeconds(-1) }));
        }
    }

    [TestCaseSource(nameof(Faulty))]
    public void Fault_is_named_with_its_place_and_remedy(Workflow workflow, string place, string message)
    {
        List<WorkflowDefinitionError> errors = CheckedWorkflow.ErrorsOf(workflow);

        Assert.That(errors, Has.Count.EqualTo(1));
        Assert.That(errors[0].Place, Is.EqualTo(place));
        Assert.That(errors[0].Message, Does.Contain(message));
    }

    [Test]
    public void Valid_workflow_has_no_fault() =>
        Assert.That(
            CheckedWorkflow.ErrorsOf(Valid with
            {
                Name = new string('n', 500),
                Conditions = Condition.Field("amount").IsAtLeast(1),
                Action = Valid.Action with { ConnectTimeout = TimeSpan.FromTicks(1), Headers = [KeyValuePair.Create("Authorization", "Bearer x")] },
            }),
            Is.Empty);

    [TestCase(0.001)]
    [TestCase(0.1)]
    [TestCase(5)]
    [TestCase(10_000)]
    public void Attempts_a_second_may_be_few_or_many(double rate) => Assert.That(CheckedWorkflow.ErrorsOf(WithRate(rate)), Is.Empty);

    [Test]
    [SetCulture("pt-BR")]
    public void Number_in_a_fault_reads_the_same_in_every_culture() =>
        Assert.That(CheckedWorkflow.ErrorsOf(WithRate(-0.5)).Single().Message, Does.Contain("is -0.5;"));

    [Test]
    public void Every_fault_is_told_at_once_by_the_workflows_name()
    {
        WorkflowDefinitionException exception = Assert.Throws<WorkflowDefinitionException>(() => CheckedWorkflow.ThrowIfInvalid(Valid with
        {
            Trigger = null!,
            Conditions = Condition.Any(),
            Action = Valid.Action with { Url = null!, Headers = [KeyValuePair.Create("Host", "x")], ConnectTimeout = TimeSpan.Zero },
        }))!;

        Assert.That(
            exception.Errors.Select(error => error.Place),
            Is.EqualTo(new[] { "trigger", "conditions.any", "webhook.url", "webhook.headers['Host']", "webhook.connectTimeout" }));
        Assert.That(exception.Errors.Select(error => error.Workflow), Is.All.EqualTo("Deals won"));
        Assert.That(exception.Message.Split(Environment.NewLine), Has.Length.EqualTo(5));
    }

    [Test]
    public void Password_in_the_url_is_never_repeated() =>
        Assert.That(
            string.Join(' ', CheckedWorkflow.ErrorsOf(WithUrl(new Uri("https://user:hunter2@erp.example.com/")))),
            Does.Not.Contain("hunter2").And.Not.Contain("user:"));

    private static TestCaseData Fault(string place, string message, Workflow workflow) =>
        new TestCaseData(workflow, place, message).SetArgDisplayNames(place, message);

    private static Workflow WithSource(SourceObject source) => Valid with { Trigger = Valid.Trigger with { Source = source } };

    private static Workflow WithAction(WebhookAction action) => Valid with { Action = action };

    private static Workflow WithRate(double rate) => WithAction(Valid.Action with { MaxAttemptsPerSecond = rate });

    private static Workflow WithUrl(Uri url) => WithAction(Valid.Action with { Url = url });
}
