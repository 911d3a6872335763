using NUnit.Framework;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WebhookActionTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly WebhookAction[] OneChange =
    [
        Action() with { Url = new Uri("https://other.example.com") },
        Action() with { Headers = [] },
        Action() with { Headers = [KeyValuePair.Create("A", "1"), KeyValuePair.Create("B", "3")] },
        Action() with { Headers = [KeyValuePair.Create("B", "2"), KeyValuePair.Create("A", "1")] },
        Action() with { Headers = null! },
        Action() with { SigningSecrets = [] },
        Action() with { SigningSecrets = [new WebhookSecret(Secret) { EndsAt = DateTimeOffset.UnixEpoch }] },
        Action() with { ContentType = "application/json" },
        Action() with { SendsExternalId = false },
        Action() with { ConnectTimeout = TimeSpan.FromSeconds(1) },
        Action() with { ResponseTimeout = TimeSpan.FromSeconds(1) },
        Action() with { MaxConcurrentAttempts = 1 },
        Action() with { MaxAttemptsPerSecond = 1 },
        Action() with { OrderedByRecord = true },
    ];

    [Test]
    public void Actions_of_the_same_content_are_equal()
    {
        WebhookAction other = Action();

        Assert.That(Action(), Is.EqualTo(other));
        Assert.That(Action().GetHashCode(), Is.EqualTo(other.GetHashCode()));
    }

    [Test]
    public void Action_is_equal_to_itself_even_with_a_number_that_is_none()
    {
        WebhookAction action = Action() with { MaxAttemptsPerSecond = double.NaN };

        Assert.That(action, Is.EqualTo(action with { }));
    }

    [TestCaseSource(nameof(OneChange))]
    public void Actions_that_differ_in_one_part_are_not_equal(WebhookAction changed)
    {
        Assert.That(changed, Is.Not.EqualTo(Action()));
        Assert.That(Action(), Is.Not.EqualTo(changed));
    }

    [Test]
    public void Text_of_an_action_shows_no_secret() =>
        Assert.That(
            SomeWorkflow.Named("A") with { Action = Action() with { Headers = [KeyValuePair.Create("Authorization", "hunter2")] } },
            Has.Property("Action").Matches<WebhookAction>(
            action => !action.ToString().Contains("hunter2", StringComparison.Ordinal)
                && !action.ToString().Contains(Secret, StringComparison.Ordinal)));

    [Test]
    public void Lists_that_were_given_may_change_without_the_action()
    {
        List<WebhookHeader> headers = [new("A", "1")];
        List<WebhookSecret> secrets = [new WebhookSecret(Secret)];
        WebhookAction action = Action() with { Headers = headers, SigningSecrets = secrets };

        headers.Add(new("Host", "never validated"));
        secrets.Clear();

        Assert.That(action.Headers, Is.EqualTo(new[] { new WebhookHeader("A", "1") }));
        Assert.That(action.SigningSecrets, Has.Count.EqualTo(1));
    }

    private static WebhookAction Action() => new()
    {
        Url = new Uri("https://erp.example.com"),
        Headers = [KeyValuePair.Create("A", "1"), KeyValuePair.Create("B", "2")],
        SigningSecrets = [new WebhookSecret(Secret)],
    };
}
