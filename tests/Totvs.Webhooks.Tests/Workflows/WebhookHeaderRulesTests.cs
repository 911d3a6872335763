using NUnit.Framework;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Workflows;

public sealed class WebhookHeaderRulesTests
{
    [TestCase("Authorization")]
    [TestCase("X-Api-Key")]
    [TestCase("Accept")]
    [TestCase("User-Agent")]
    [TestCase("x_under.score~!#$%&'*+^`|")]
    public void Header_of_the_workflow_is_taken(string name) => Assert.That(FaultsOf((name, "a value")), Is.Empty);

    [TestCase("Host")]
    [TestCase("hOST")]
    [TestCase("Connection")]
    [TestCase("Keep-Alive")]
    [TestCase("Transfer-Encoding")]
    [TestCase("TE")]
    [TestCase("Trailer")]
    [TestCase("Upgrade")]
    [TestCase("Expect")]
    [TestCase("HTTP2-Settings")]
    [TestCase("Forwarded")]
    [TestCase("Via")]
    [TestCase("X-Real-IP")]
    [TestCase("Metadata-Flavor")]
    [TestCase("Metadata")]
    [TestCase("Content-Type")]
    [TestCase("Content-Length")]
    [TestCase("content-anything")]
    [TestCase("webhook-id")]
    [TestCase("Webhook-Signature")]
    [TestCase("Proxy-Authorization")]
    [TestCase("X-Forwarded-For")]
    [TestCase("X-aws-ec2-metadata-token")]
    [TestCase("X-Google-Metadata-Request")]
    [TestCase(":authority")]
    public void Header_that_is_not_the_workflows_to_say_is_refused(string name)
    {
        WorkflowDefinitionError error = FaultsOf((name, "secret-value")).Single();

        Assert.That(error.Place, Is.EqualTo($"webhook.headers['{name}']"));
        Assert.That(error.Message, Does.StartWith("may not be set by a workflow").And.EndWith("take it out."));
    }

    [TestCase("")]
    [TestCase(null)]
    public void Header_without_a_name_is_refused(string? name) =>
        Assert.That(FaultsOf((name!, "v")).Single().Message, Does.StartWith("has no name"));

    [TestCase("X Token")]
    [TestCase("X-Token:")]
    [TestCase("X-Token\r\nHost")]
    [TestCase("X-Tökén")]
    [TestCase("X-(Token)")]
    [TestCase("X-Token\0")]
    public void Name_that_is_no_token_is_refused(string name) =>
        Assert.That(FaultsOf((name, "v")).Single().Message, Does.StartWith("is not the name of a header"));

    [Test]
    public void Line_break_in_a_name_does_not_reach_the_message() =>
        Assert.That(FaultsOf(("X\r\nHost", "v")).Single().Place, Is.EqualTo("webhook.headers['X\\u000d\\u000aHost']"));

    [TestCase("secret\r\nHost: evil", "has a line break")]
    [TestCase("secret\n", "has a line break")]
    [TestCase("secret\0", "U+0000")]
    [TestCase("secret\t1", "U+0009")]
    [TestCase("secret-ã", "U+00E3")]
    [TestCase("secret-🧾", "at position 7")]
    public void Value_that_no_header_may_carry_is_refused_without_showing_it(string value, string message)
    {
        WorkflowDefinitionError error = FaultsOf(("X-Token", value)).Single();

        Assert.That(error.Message, Does.Contain(message));
        Assert.That(error.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public void Mask_of_a_secret_is_no_value() => Assert.That(FaultsOf(("X-Token", "***")).Single().Message, Does.Contain("was masked"));

    [Test]
    public void Missing_value_is_refused() => Assert.That(FaultsOf(("X-Token", null!)).Single().Message, Does.StartWith("has no value"));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("visible ASCII !~")]
    public void Value_of_visible_ascii_is_taken(string value) => Assert.That(FaultsOf(("X-Token", value)), Is.Empty);

    [Test]
    public void Same_name_twice_is_refused_whatever_its_case()
    {
        WorkflowDefinitionError error = FaultsOf(("X-Token", "secret-1"), ("x-token", "secret-2")).Single();

        Assert.That(error.Place, Is.EqualTo("webhook.headers['x-token']"));
        Assert.That(error.Message, Does.StartWith("stands twice").And.Not.Contain("secret"));
    }

    [TestCase(8_192, 0)]
    [TestCase(8_193, 1)]
    public void Value_has_at_most_8192_characters(int length, int faults) =>
        Assert.That(FaultsOf(("X-Token", new string('v', length))), Has.Exactly(faults).Items);

    [TestCase(64, 0)]
    [TestCase(65, 1)]
    public void At_most_64_headers_may_be_set(int count, int faults) =>
        Assert.That(FaultsOf([.. Enumerable.Range(0, count).Select(index => ($"X-{index}", "v"))]), Has.Exactly(faults).Items);

    [Test]
    public void All_headers_together_have_at_most_16384_characters()
    {
        string value = new('v', 8_192 - 3);

        Assert.That(FaultsOf(("X-1", value), ("X-2", value)), Is.Empty);
        Assert.That(FaultsOf(("X-1", value), ("X-2", value), ("A", "")).Single().Message, Does.Contain("16385 characters"));
    }

    [Test]
    public void Missing_list_is_refused()
    {
        List<WorkflowDefinitionError> errors = [];
        WebhookHeaderRules.Check(null, "A", "webhook.headers", errors);

        Assert.That(errors.Single().Place, Is.EqualTo("webhook.headers"));
    }

    private static List<WorkflowDefinitionError> FaultsOf(params (string Name, string Value)[] headers)
    {
        List<WorkflowDefinitionError> errors = [];
        WebhookHeaderRules.Check([.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], "A", "webhook.headers", errors);
        return errors;
    }
}
