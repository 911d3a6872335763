using NUnit.Framework;
using Totvs.Webhooks.Conditions.Json;
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
        DefinitionFault error = FaultsOf((name, "secret-value")).Single();

        Assert.That(error.Place, Is.EqualTo($"webhook.headers['{name}']"));
        Assert.That(error.Message, Does.StartWith("may not be set by a workflow").And.EndWith("take it out."));
    }

    // Claims of an address, a route or an identity, by the names that proxies, clouds and frameworks read them under.
    [TestCase("Forwarded-For")]
    [TestCase("X-Forwarded")]
    [TestCase("X-Forward-For")]
    [TestCase("X-Forwarder-For")]
    [TestCase("X_Forwarded_For")]
    [TestCase("x_forwarded-host")]
    [TestCase("X.Forwarded.For")]
    [TestCase("X-Original-Forwarded-For")]
    [TestCase("X-Vercel-Forwarded-For")]
    [TestCase("X-Forwarded-Client-Cert")]
    [TestCase("HTTP_X_FORWARDED_FOR")]
    [TestCase("X_Real_IP")]
    [TestCase("X-RealIP")]
    [TestCase("True-Client-IP")]
    [TestCase("X-True-Client-IP")]
    [TestCase("Client-IP")]
    [TestCase("HTTP_CLIENT_IP")]
    [TestCase("X-Client-IP")]
    [TestCase("X-Cluster-Client-IP")]
    [TestCase("Fastly-Client-IP")]
    [TestCase("Fly-Client-IP")]
    [TestCase("CF-Connecting-IP")]
    [TestCase("cf_connecting_ipv6")]
    [TestCase("CF-Pseudo-IPv4")]
    [TestCase("CF-IPCountry")]
    [TestCase("CF-Visitor")]
    [TestCase("X-Azure-ClientIP")]
    [TestCase("X-Azure-SocketIP")]
    [TestCase("X-Nf-Client-Connection-Ip")]
    [TestCase("X-AppEngine-User-IP")]
    [TestCase("X-ProxyUser-Ip")]
    [TestCase("X-Originating-IP")]
    [TestCase("X-Remote-IP")]
    [TestCase("X-Remote-Addr")]
    [TestCase("Remote_Addr")]
    [TestCase("X-Remote-User")]
    [TestCase("Remote-Groups")]
    [TestCase("Remote-Email")]
    [TestCase("Remote-Name")]
    [TestCase("X_WebAuth_User")]
    [TestCase("X-SSL-Cert")]
    [TestCase("SSL_CERT")]
    [TestCase("X-authentik-username")]
    [TestCase("Tailscale-User-Login")]
    [TestCase("Cdn-Src-Ip")]
    [TestCase("X-Source-IP")]
    [TestCase("Max-Forwards")]
    [TestCase("REMOTE_USER")]
    [TestCase("WL-Proxy-Client-IP")]
    [TestCase("WL-Proxy-SSL")]
    [TestCase("CloudFront-Viewer-Address")]
    [TestCase("X-Envoy-External-Address")]
    [TestCase("X-Envoy-Original-Path")]
    [TestCase("X-Host")]
    [TestCase("X-Original-URL")]
    [TestCase("X-Original-Host")]
    [TestCase("X-Rewrite-URL")]
    [TestCase("X-Scheme")]
    [TestCase("Front-End-Https")]
    [TestCase("X-Bluecoat-Via")]
    [TestCase("X-Via")]
    [TestCase("CDN-Loop")]
    [TestCase("Client-Cert")]
    [TestCase("Client-Cert-Chain")]
    [TestCase("X-Client-Cert")]
    [TestCase("X-ARR-ClientCert")]
    [TestCase("X-SSL-Client-Verify")]
    [TestCase("SSL_CLIENT_S_DN")]
    [TestCase("X-Auth-Request-User")]
    [TestCase("X-Authenticated-User")]
    [TestCase("X-Goog-Authenticated-User-Email")]
    [TestCase("X-Goog-IAP-JWT-Assertion")]
    [TestCase("X-MS-Client-Principal-Name")]
    [TestCase("X-Amzn-Oidc-Data")]
    [TestCase("Proxy")]
    [TestCase("proxy_authorization")]
    [TestCase("X-HTTP-Method-Override")]
    [TestCase("X-HTTP-Method")]
    [TestCase("X-Method-Override")]
    public void Header_that_claims_a_route_an_identity_or_another_method_is_refused(string name) =>
        Assert.That(
            FaultsOf((name, "secret-value")).Single().Message,
            Does.StartWith("may not be set by a workflow").And.EndWith("take it out."));

    // What a gateway behind underscores and dots takes for the header itself.
    [TestCase("Content_Length")]
    [TestCase("Content.Type")]
    [TestCase("Transfer_Encoding")]
    [TestCase("transfer.encoding")]
    [TestCase("Keep_Alive")]
    [TestCase("webhook_id")]
    [TestCase("Metadata_Flavor")]
    [TestCase("X_aws_ec2_metadata_token")]
    [TestCase("HTTP_HOST")]
    public void Header_that_another_spelling_leads_to_is_refused(string name) =>
        Assert.That(FaultsOf((name, "secret-value")).Single().Message, Does.StartWith("may not be set by a workflow"));

    [TestCase("Allow")]
    [TestCase("EXPIRES")]
    [TestCase("Last-Modified")]
    public void Header_that_no_request_can_carry_is_refused(string name) =>
        Assert.That(
            FaultsOf((name, "secret-value")).Single().Message,
            Does.StartWith("may not be set by a workflow").And.Contain("request"));

    [TestCaseSource(nameof(StandardHeaders))]
    public void Header_of_a_standard_is_refused_when_saved_or_can_be_sent(string name)
    {
        using HttpRequestMessage message = new();

        Assert.That(FaultsOf((name, "v")).Count == 1 || message.Headers.TryAddWithoutValidation(name, "v"), Is.True);
    }

    [TestCase("X-Forwarding-Rule")]
    [TestCase("X-Clients")]
    [TestCase("X-Remote-Id")]
    [TestCase("X-Metadata")]
    [TestCase("X-Content-Kind")]
    [TestCase("X-Viable")]
    [TestCase("Cookie")]
    [TestCase("CF-Access-Client-Id")]
    [TestCase("CF-Access-Client-Secret")]
    [TestCase("Ocp-Apim-Subscription-Key")]
    [TestCase("X-Auth-User")]
    [TestCase("X-Auth-Token")]
    [TestCase("X-Functions-Key")]
    [TestCase("X-Goog-Api-Key")]
    [TestCase("Idempotency-Key")]
    [TestCase("traceparent")]
    [TestCase("X-Request-ID")]
    [TestCase("X-Hub-Signature-256")]
    [TestCase("Origin")]
    [TestCase("Referer")]
    public void Header_that_only_looks_like_one_of_those_is_taken(string name) => Assert.That(FaultsOf((name, "a value")), Is.Empty);

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
        DefinitionFault error = FaultsOf(("X-Token", value)).Single();

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
        DefinitionFault error = FaultsOf(("X-Token", "secret-1"), ("x-token", "secret-2")).Single();

        Assert.That(error.Place, Is.EqualTo("webhook.headers['x-token']"));
        Assert.That(error.Message, Does.StartWith("is set twice").And.Not.Contain("secret"));
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
        List<DefinitionFault> errors = [];
        WebhookHeaderRules.Check(null, "webhook.headers", errors);

        Assert.That(errors.Single().Place, Is.EqualTo("webhook.headers"));
    }

    private static IEnumerable<string> StandardHeaders() => typeof(Microsoft.Net.Http.Headers.HeaderNames).GetFields()
        .Select(field => (string)field.GetValue(null)!)
        .Where(name => !name.StartsWith(':'))
        .Concat(
            [
                "Content-Style-Type",
                "Refresh",
                "Link",
                "P3P",
                "Status",
                "Public-Key-Pins",
                "Alt-Used",
                "Digest",
                "Want-Digest",
                "Content-Digest",
                "Accept-Patch",
                "Title",
                "Derived-From",
                "Public",
            ])
        .Distinct();

    private static List<DefinitionFault> FaultsOf(params (string Name, string Value)[] headers)
    {
        List<DefinitionFault> errors = [];
        WebhookHeaderRules.Check([.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))], "webhook.headers", errors);
        return errors;
    }
}
