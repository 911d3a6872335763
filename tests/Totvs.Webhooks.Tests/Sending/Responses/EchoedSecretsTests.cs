using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending.Responses;

/// <summary>A receiver that echoes the request may escape it, and the limit may cut it: neither puts a secret into the record.</summary>
public sealed class EchoedSecretsTests
{
    private const string Url = "https://receiver.example.com/hook";
    private const string Secret = "ab+cd/ef&gh\"ij<kl>mn==";

    [Test]
    public async Task Secret_escaped_as_JSON_is_masked() =>
        Assert.That(
            await ExcerptOfAsync(JsonSerializer.Serialize(new Dictionary<string, string> { ["got"] = Secret })),
            Is.EqualTo("""{"got":"***"}"""));

    [TestCase("""ab\u002bcd\/ef\u0026gh\"ij\u003ckl\u003emn==""")]
    [TestCase("""ab+cd\/ef&gh\"ij<kl>mn==""")]
    [TestCase("ab+cd/ef&amp;gh&quot;ij&lt;kl&gt;mn==")]
    [TestCase("ab&#43;cd&#x2F;ef&amp;gh&#34;ij&lt;kl&gt;mn&#x3d;=")]
    [TestCase("ab%2Bcd%2Fef%26gh%22ij%3Ckl%3Emn%3D%3D")]
    [TestCase("ab%2bcd/ef%26gh%22ij%3ckl%3emn==")]
    public async Task Secret_escaped_by_other_rules_is_masked(string escaped) =>
        Assert.That(await ExcerptOfAsync($"100% {escaped} \\o/ & more"), Is.EqualTo("100% *** \\o/ & more"));

    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n/services/path-secret\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x\r\nbodyBearer header-secret\r\n")]
    public async Task Echo_in_the_framing_of_a_body_does_not_reach_the_log(string answer)
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering(answer, thenClose: true);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(
            SenderUnderTest.Request(
                new Uri($"http://127.0.0.1:{receiver.Port}/services/path-secret"), ("Authorization", "Bearer header-secret")));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        FakeLogRecord told = sender.Logs.GetSnapshot().Single();
        Assert.That($"{told.Message} {told.Exception}", Does.Contain("chunk").IgnoreCase.And.Not.Contain("-secret"));
    }

    [Test]
    public async Task What_the_limit_leaves_of_a_secret_is_masked([Values(4, 10, 22)] int kept) =>
        Assert.That(await ExcerptOfAsync($"got {Secret} today", limit: 4 + kept), Is.EqualTo("got ***"));

    [TestCase("""got ab\u002bcd\/ef\u0026gh""", 3)]
    [TestCase("got ab%2Bcd%2Fef%26gh", 4)]
    [TestCase("got ab%2Bcd%2Fef%26gh", 3)]
    [TestCase("got ab&#43;cd/ef&amp;gh", 4)]
    public async Task Escape_that_the_limit_cuts_does_not_hide_the_secret_before_it(string body, int cut) =>
        Assert.That(await ExcerptOfAsync(body, limit: body.Length - cut), Is.EqualTo("got ***"));

    [Test]
    public async Task Several_values_that_overlap_are_masked_once() =>
        Assert.That(
            await ExcerptOfAsync(
                "a 12345678-abcdefgh b 12345678 c",
                headers: [("X-One", "12345678"), ("X-Two", "12345678-abcdefgh"), ("X-Three", "8-abcdefgh")]),
            Is.EqualTo("a *** b *** c"));

    [Test]
    public async Task Scheme_at_the_end_is_no_secret() =>
        Assert.That(
            await ExcerptOfAsync("this needs Bearer", headers: [("Authorization", "Bearer 0123456789")]), Is.EqualTo("this needs Bearer"));

    [TestCase("")]
    [TestCase("nothing of it")]
    [TestCase("100% & \\ &amp; \\u00 %4 &#; &#xZZ; &#99999999999; \\")]
    public async Task Other_text_stays_as_it_is(string body) =>
        Assert.That(await ExcerptOfAsync(body), Is.EqualTo(body.Length == 0 ? null : body));

    [TestCase("Cannot POST /services/T00/b+c%20%C3%A7/tokenOfMany?sig=a%2Bb%2Fcdef&v=1", "Cannot POST ***")]
    [TestCase("Cannot POST /services/T00/b+c%20%c3%a7/tokenOfMany", "Cannot POST ***")]
    [TestCase("Cannot POST /services/T00/b+c ç/tokenOfMany", "Cannot POST ***")]
    [TestCase("no route /T00/b+c%20%C3%A7/tokenOfMany here", "no route *** here")]
    [TestCase("POST%20%2Fservices%2FT00%2Fb%2Bc%2520%25C3%25A7%2FtokenOfMany", "POST%20***")]
    [TestCase("""{"path":"\/services\/T00\/b\u002bc \u00e7\/tokenOfMany"}""", """{"path":"***"}""")]
    [TestCase("""{"inner":"{\"path\":\"\\/services\\/T00\\/b\\u002bc \\u00e7\\/tokenOfMany\"}"}""", """{"inner":"{\"path\":\"***\"}"}""")]
    [TestCase("<p>/services/T00/b&#43;c &#231;/tokenOfMany</p>", "<p>***</p>")]
    [TestCase("<p>&#x2F;services&#x2F;T00&#x2F;b+c &#xE7;&#x2F;tokenOfMany</p>", "<p>***</p>")]
    [TestCase("no hook TOKENOFMANY", "no hook ***")]
    [TestCase("the query was sig=a%2Bb%2Fcdef&v=1", "the query was ***")]
    [TestCase("the query was sig=a%2bb%2fcdef", "the query was ***")]
    [TestCase("bad signature a+b/cdef.", "bad signature ***.")]
    [TestCase("bad signature a b/cdef.", "bad signature ***.")]
    [TestCase("POST /services/T00/b c ç/tokenOfMany failed", "POST *** failed")]
    [TestCase("""{"sig":"a+b\/cdef"}""", """{"sig":"***"}""")]
    [TestCase("nothing of it on this page", "nothing of it on this page")]
    public async Task Path_and_query_of_the_URL_are_masked_whole_and_in_parts_however_they_are_escaped(string body, string masked)
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NotFound, "text/plain", body);
        using SenderUnderTest sender = new(mock);
        DeliveryOutcome outcome = await sender.SendAsync(
            SenderUnderTest.Request("https://receiver.example.com/services/T00/b+c%20ç/tokenOfMany?sig=a%2Bb%2Fcdef&v=1"));

        Assert.That(outcome.BodyExcerpt, Is.EqualTo(masked));
    }

    [Test]
    public async Task What_the_limit_leaves_of_the_path_is_masked([Values(4, 10, 29)] int kept)
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NotFound, "text/plain", "got /services/T00/B00/tokenOfMany today");
        using SenderUnderTest sender = new(mock, options: new SendingOptions { BodyLimit = 4 + kept });
        string? excerpt =
            (await sender.SendAsync(SenderUnderTest.Request("https://receiver.example.com/services/T00/B00/tokenOfMany"))).BodyExcerpt;

        Assert.That(excerpt, Is.EqualTo("got ***"));
    }

    [TestCase("/", "<a href=\"/\">/</a>")]
    [TestCase("/p", "<p>/p</p>")]
    [TestCase("", "/")]
    public async Task Path_that_is_no_secret_does_not_blot_out_a_page(string path, string body)
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NotFound, "text/plain", body);
        using SenderUnderTest sender = new(mock);
        string? excerpt = (await sender.SendAsync(SenderUnderTest.Request($"https://receiver.example.com{path}"))).BodyExcerpt;

        Assert.That(excerpt, Is.EqualTo(body));
    }

    [Test]
    public async Task Path_with_thousands_of_parts_is_masked()
    {
        string path = string.Concat(Enumerable.Range(0, 2_000).Select(part => $"/{part}"));
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.NotFound, "text/plain", $"no {path}!");
        using SenderUnderTest sender = new(mock);
        string? excerpt = (await sender.SendAsync(SenderUnderTest.Request($"https://receiver.example.com{path}"))).BodyExcerpt;

        Assert.That(excerpt, Is.EqualTo("no ***!"));
    }

    [TestCase("utf-16", "utf-16", false)]
    [TestCase("utf-16", "utf-16", true)]
    [TestCase("utf-16", "utf-16le", false)]
    [TestCase("utf-16BE", "\"utf-16be\"", false)]
    [TestCase("utf-16BE", "utf-16", true)]
    [TestCase("utf-32", "utf-32", true)]
    [TestCase("utf-16", "", true)]
    [TestCase("utf-16", "", false)]
    [TestCase("utf-16BE", "", false)]
    [TestCase("utf-32", "", false)]
    [TestCase("utf-16", "utf-8", false)]
    [TestCase("iso-8859-1", "iso-8859-1", false)]
    public async Task Secret_in_another_encoding_is_masked(string encodingName, string charset, bool hasByteOrderMark)
    {
        var encoding = Encoding.GetEncoding(encodingName);
        byte[] body = [.. hasByteOrderMark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"got {Secret} at /services/tokenOfMany!")];
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(_ =>
        {
            var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", charset.Length == 0 ? "text/plain" : $"text/plain; charset={charset}");
            return new HttpResponseMessage(HttpStatusCode.NotFound) { Content = content };
        });
        using SenderUnderTest sender = new(mock);
        DeliveryOutcome outcome = await sender.SendAsync(
            SenderUnderTest.Request("https://receiver.example.com/services/tokenOfMany", ("X-Token", Secret)));

        Assert.That(string.Concat(outcome.BodyExcerpt!.Where(char.IsAscii)), Is.EqualTo("got *** at ***!"));
    }

    [TestCase("user 'ana' with password 'correct-horse' is not known", "user 'ana' with password '***' is not known")]
    [TestCase("ana:correct-horse", "***")]
    public async Task Name_and_password_that_a_receiver_decoded_are_masked(string body, string masked) =>
        Assert.That(
            await ExcerptOfAsync(body, headers: [("Authorization", $"Basic {Convert.ToBase64String("ana:correct-horse"u8)}")]),
            Is.EqualTo(masked));

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
