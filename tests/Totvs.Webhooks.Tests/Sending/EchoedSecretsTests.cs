using System.Net;
using System.Text.Json;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>A receiver that echoes the request may escape it, and the limit may cut it: neither puts a secret into the record.</summary>
public sealed class EchoedSecretsTests
{
    private const string Url = "https://receiver.example.com/hook";
    private const string Secret = "ab+cd/ef&gh\"ij<kl>mn==";

    [Test]
    public async Task A_secret_escaped_as_JSON_is_masked() =>
        Assert.That(await ExcerptOfAsync(JsonSerializer.Serialize(new Dictionary<string, string> { ["got"] = Secret })), Is.EqualTo("""{"got":"***"}"""));

    [TestCase("""ab\u002bcd\/ef\u0026gh\"ij\u003ckl\u003emn==""")]
    [TestCase("""ab+cd\/ef&gh\"ij<kl>mn==""")]
    [TestCase("ab+cd/ef&amp;gh&quot;ij&lt;kl&gt;mn==")]
    [TestCase("ab&#43;cd&#x2F;ef&amp;gh&#34;ij&lt;kl&gt;mn&#x3d;=")]
    [TestCase("ab%2Bcd%2Fef%26gh%22ij%3Ckl%3Emn%3D%3D")]
    [TestCase("ab%2bcd/ef%26gh%22ij%3ckl%3emn==")]
    public async Task A_secret_escaped_by_other_rules_is_masked(string escaped) =>
        Assert.That(await ExcerptOfAsync($"100% {escaped} \\o/ & more"), Is.EqualTo("100% *** \\o/ & more"));

    [Test]
    public async Task What_the_limit_leaves_of_a_secret_is_masked([Values(4, 10, 22)] int kept) =>
        Assert.That(await ExcerptOfAsync($"got {Secret} today", limit: 4 + kept), Is.EqualTo("got ***"));

    [TestCase("""got ab\u002bcd\/ef\u0026gh""", 3)]
    [TestCase("got ab%2Bcd%2Fef%26gh", 4)]
    [TestCase("got ab%2Bcd%2Fef%26gh", 3)]
    [TestCase("got ab&#43;cd/ef&amp;gh", 4)]
    public async Task An_escape_that_the_limit_cuts_does_not_hide_the_secret_before_it(string body, int cut) =>
        Assert.That(await ExcerptOfAsync(body, limit: body.Length - cut), Is.EqualTo("got ***"));

    [Test]
    public async Task Several_values_that_overlap_are_masked_once() =>
        Assert.That(
            await ExcerptOfAsync("a 12345678-abcdefgh b 12345678 c", headers: [("X-One", "12345678"), ("X-Two", "12345678-abcdefgh"), ("X-Three", "8-abcdefgh")]),
            Is.EqualTo("a *** b *** c"));

    [Test]
    public async Task A_scheme_at_the_end_is_no_secret() =>
        Assert.That(await ExcerptOfAsync("this needs Bearer", headers: [("Authorization", "Bearer 0123456789")]), Is.EqualTo("this needs Bearer"));

    [TestCase("")]
    [TestCase("nothing of it")]
    [TestCase("100% & \\ &amp; \\u00 %4 &#; &#xZZ; &#99999999999; \\")]
    public async Task Other_text_stays_as_it_is(string body) =>
        Assert.That(await ExcerptOfAsync(body), Is.EqualTo(body.Length == 0 ? null : body));

    private static Task<string?> ExcerptOfAsync(string body, int limit = 16 * 1024) => ExcerptOfAsync(body, limit, ("X-Token", Secret));

    private static async Task<string?> ExcerptOfAsync(string body, int limit = 16 * 1024, params (string Name, string Value)[] headers)
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.Unauthorized, "text/plain", body);
        using SenderUnderTest sender = new(mock, options: new SendingOptions { BodyLimit = limit });
        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(Url, headers));
        return outcome.BodyExcerpt;
    }
}
