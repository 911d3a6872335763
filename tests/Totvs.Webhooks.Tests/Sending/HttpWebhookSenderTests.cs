using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using RichardSzalay.MockHttp;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Sending;

public sealed class HttpWebhookSenderTests
{
    private const string Url = "https://receiver.example.com/hooks?token=t0ken";

    [TestCase(199, DeliveryOutcomeKind.Status)]
    [TestCase(200, DeliveryOutcomeKind.Delivered)]
    [TestCase(204, DeliveryOutcomeKind.Delivered)]
    [TestCase(299, DeliveryOutcomeKind.Delivered)]
    [TestCase(300, DeliveryOutcomeKind.Status)]
    [TestCase(302, DeliveryOutcomeKind.Status)]
    [TestCase(404, DeliveryOutcomeKind.Status)]
    [TestCase(410, DeliveryOutcomeKind.Status)]
    [TestCase(500, DeliveryOutcomeKind.Status)]
    public async Task Only_a_status_of_the_2xx_family_is_delivered(int status, DeliveryOutcomeKind kind)
    {
        using MockHttpMessageHandler mock = new();
        mock.Expect(HttpMethod.Post, Url).Respond((HttpStatusCode)status);
        using SenderUnderTest sender = new(mock);

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(Url));

        Assert.That(outcome.Kind, Is.EqualTo(kind));
        Assert.That(outcome.StatusCode, Is.EqualTo(status));
        Assert.That(outcome.IsDelivered, Is.EqualTo(kind == DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.Description, Does.Contain($"{status}").And.Not.Contain("t0ken"));
        mock.VerifyNoOutstandingExpectation();
    }

    [Test]
    public async Task One_call_makes_exactly_one_POST_whatever_the_answer([Values(200, 302, 503)] int status)
    {
        using MockHttpMessageHandler mock = new();
        MockedRequest any = mock.When("*").Respond((HttpStatusCode)status);
        using SenderUnderTest sender = new(mock);

        await sender.SendAsync(SenderUnderTest.Request(Url));

        Assert.That(mock.GetMatchCount(any), Is.EqualTo(1));
    }

    [Test]
    public async Task Payload_goes_out_byte_for_byte_as_JSON_in_UTF8()
    {
        using MockHttpMessageHandler mock = new();
        byte[]? body = null;
        string? contentType = null;
        mock.When("*").Respond(async request =>
        {
            body = await request.Content!.ReadAsByteArrayAsync();
            contentType = request.Content.Headers.GetValues("Content-Type").Single();
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        using SenderUnderTest sender = new(mock);

        await sender.SendAsync(SenderUnderTest.Request(Url));

        Assert.That(body, Is.EqualTo(Encoding.UTF8.GetBytes(SenderUnderTest.Payload)));
        Assert.That(contentType, Is.EqualTo("application/json; charset=utf-8"));
    }

    [TestCase("application/json", "application/json")]
    [TestCase("application/cloudevents+json", "application/cloudevents+json")]
    [TestCase("text/plain\r\nX-Injected: 1", null)]
    [TestCase(null, null)]
    public async Task Workflows_own_content_type_goes_out_if_it_is_one_of_JSON(string? contentType, string? sent)
    {
        string? seen = null;
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(request =>
        {
            seen = request.Content!.Headers.GetValues("Content-Type").Single();
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        using SenderUnderTest sender = new(mock);

        DeliveryOutcome outcome = await sender.SendAsync(
            SenderUnderTest.Request(new WebhookAction { Url = new Uri(Url), ContentType = contentType! }));

        Assert.That(seen, Is.EqualTo(sent));
        Assert.That(outcome.Kind, Is.EqualTo(sent is null ? DeliveryOutcomeKind.SenderFault : DeliveryOutcomeKind.Delivered));
    }

    [Test]
    public async Task Workflows_headers_go_out_with_all_their_values()
    {
        HttpRequestMessage? seen = null;
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(request =>
        {
            seen = request;
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        using SenderUnderTest sender = new(mock);

        await sender.SendAsync(
            SenderUnderTest.Request(Url, ("Authorization", "Bearer a.b-c"), ("X-Tenant", "one"), ("X-Tenant", "two, three")));

        Assert.That(seen!.Headers.NonValidated["Authorization"].ToString(), Is.EqualTo("Bearer a.b-c"));
        Assert.That(seen.Headers.NonValidated["X-Tenant"], Is.EqualTo(["one", "two, three"]));
        Assert.That(seen.Headers.NonValidated["User-Agent"].ToString(), Is.EqualTo(sender.Options.UserAgent));
        Assert.That(seen.Version, Is.EqualTo(HttpVersion.Version11));
    }

    [Test]
    public async Task Workflows_own_user_agent_takes_the_place_of_the_default()
    {
        HttpRequestMessage? seen = null;
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(request =>
        {
            seen = request;
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });
        using SenderUnderTest sender = new(mock);

        await sender.SendAsync(SenderUnderTest.Request(Url, ("user-agent", "Own/2.0")));

        Assert.That(seen!.Headers.NonValidated["User-Agent"], Is.EqualTo(["Own/2.0"]));
    }

    [TestCase("120", 120)]
    [TestCase("0", 0)]
    [TestCase("Fri, 01 May 2026 12:01:30 GMT", 90)]
    [TestCase("Fri, 01 May 2026 11:59:59 GMT", 0)]
    [TestCase("99999999999", int.MaxValue)]
    [TestCase("99999999999999999999999999", int.MaxValue)]
    [TestCase("soon", null)]
    [TestCase("-5", null)]
    [TestCase("5, 7", null)]
    [TestCase("1777636890", 90)]
    [TestCase("1777636800", 0)]
    [TestCase("1777636799", 0)]
    [TestCase("1000000000", 0)]
    [TestCase("1777636890000", 90)]
    [TestCase("1777636799999", 0)]
    [TestCase("1777636890.5", null)]
    [TestCase("2026-05-01T12:01:30Z", null)]
    [TestCase("120s", null)]
    [TestCase("", null)]
    [TestCase("0x10", null)]
    [TestCase("1e3", null)]
    [TestCase("999999999", 999999999)]
    public async Task Retry_after_is_read_as_seconds_as_a_date_or_as_the_Unix_time_that_some_write(string value, int? seconds)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.ServiceUnavailable, [KeyValuePair.Create("Retry-After", value)], new StringContent(""));
        using SenderUnderTest sender = new(mock, time);

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(Url));

        Assert.That(outcome.RetryAfter?.TotalSeconds, Is.EqualTo(seconds));
    }

    [TestCase("https://new.example.com/hooks?token=t0ken", "https://new.example.com;")]
    [TestCase("https://user:t0ken@new.example.com:8443/hooks", "https://new.example.com:8443;")]
    [TestCase("http://receiver.example.com/hooks?token=t0ken", "http://receiver.example.com;")]
    [TestCase("//new.example.com/t0ken", "https://new.example.com;")]
    [TestCase("/elsewhere?token=t0ken", "another path of the same host;")]
    [TestCase("elsewhere/t0ken", "another path of the same host;")]
    [TestCase("https://RECEIVER.example.com:443/t0ken", "another path of the same host;")]
    [TestCase("https://[2001:db8::1]/t0ken", "https://[2001:db8::1];")]
    public async Task Where_a_redirect_points_to_is_kept_without_its_path(string location, string told)
    {
        foreach (int status in new[] { 300, 301, 302, 303, 307, 308 })
        {
            DeliveryOutcome outcome = await AnsweredAsync(status, location);

            Assert.That(
                outcome.Description,
                Does.Contain($"{status}").And.Contain($"points to {told}").And.Contain("not followed").And.Not.Contain("t0ken"));
        }
    }

    [TestCase("javascript:t0ken")]
    [TestCase("ftp://new.example.com/t0ken")]
    [TestCase("file:///t0ken")]
    [TestCase("https://")]
    [TestCase("http://[t0ken")]
    [TestCase("")]
    [TestCase(null)]
    public async Task Redirect_that_points_to_nothing_that_can_be_told_is_told_as_one_all_the_same(string? location)
    {
        DeliveryOutcome outcome = await AnsweredAsync(302, location);

        Assert.That(
            outcome.Description,
            Does.Contain("302").And.Contain("redirects are not followed").And.Not.Contain("points to ").And.Not.Contain("t0ken"));
    }

    [Test]
    public async Task Status_of_the_3xx_family_that_is_no_redirect_is_not_explained_as_one([Values(304, 305, 306, 399)] int status) =>
        Assert.That((await AnsweredAsync(status, null)).Description, Does.Contain($"{status}").And.Not.Contain("redirect"));

    [Test]
    public async Task Header_value_that_a_redirect_carries_in_its_host_is_masked()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(
            HttpStatusCode.Found, [KeyValuePair.Create("Location", "https://s3cr3t-t0ken.example.com/")], new StringContent(""));
        using SenderUnderTest sender = new(mock);

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(Url, ("Authorization", "Bearer S3cr3t-T0ken")));

        Assert.That(outcome.Description, Does.Contain("https://***.example.com").And.Not.Contain("s3cr3t"));
    }

    [Test]
    public async Task Kept_excerpt_of_the_body_ends_at_the_limit_and_never_within_a_character()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(HttpStatusCode.BadRequest, "text/plain", "ação\0");
        using SenderUnderTest cut = new(mock, options: new SendingOptions { BodyLimit = 4 });
        using SenderUnderTest whole = new(mock);
        using SenderUnderTest none = new(mock, options: new SendingOptions { BodyLimit = 0 });

        Assert.That((await cut.SendAsync(SenderUnderTest.Request(Url))).BodyExcerpt, Is.EqualTo("aç"));
        Assert.That((await whole.SendAsync(SenderUnderTest.Request(Url))).BodyExcerpt, Is.EqualTo("ação\uFFFD"));
        Assert.That((await none.SendAsync(SenderUnderTest.Request(Url))).BodyExcerpt, Is.Null);
    }

    [Test]
    public async Task Header_value_that_the_receiver_echoes_is_masked_in_the_excerpt()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(
            HttpStatusCode.Unauthorized, "application/json", """{"got":"Bearer s3cr3t-t0ken","token":"s3cr3t-t0ken","tenant":"one"}""");
        using SenderUnderTest sender = new(mock);

        DeliveryOutcome outcome = await sender.SendAsync(
            SenderUnderTest.Request(Url, ("Authorization", "Bearer s3cr3t-t0ken"), ("X-Tenant", "one")));

        Assert.That(outcome.BodyExcerpt, Is.EqualTo("""{"got":"***","token":"***","tenant":"one"}"""));
    }

    [Test]
    public async Task Fault_in_the_hosts_own_handler_is_an_outcome_and_is_logged()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Throw(new InvalidOperationException("secret words"));
        using SenderUnderTest sender = new(mock);

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(Url));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.SenderFault));
        Assert.That(outcome.Description, Does.Not.Contain("secret words").And.Not.Contain("t0ken"));
        Assert.That(sender.Logs.LatestRecord.Level, Is.EqualTo(LogLevel.Error));
        Assert.That(sender.Logs.LatestRecord.Message, Does.Contain("receiver.example.com").And.Not.Contain("t0ken"));
    }

    [TestCase("Content-Language", "pt")]
    [TestCase("bad name", "x")]
    [TestCase("X-Split", "a\r\nX-Injected: b")]
    [TestCase("X-Name", "ação")]
    [TestCase("X-None", null)]
    public async Task Header_that_cannot_be_carried_fails_the_attempt_rather_than_being_dropped(string name, string? value)
    {
        using SenderUnderTest sender = new();

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request("http://127.0.0.1:9/", (name, value!)));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.SenderFault));
        Assert.That(outcome.Description, Does.Contain($"'{name}'").And.Not.Contain("X-Injected").And.Not.Contain("ação"));
    }

    [Test]
    public async Task Handler_of_the_host_that_follows_redirects_does_not_turn_them_into_deliveries()
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(request =>
        {
            request.Method = HttpMethod.Get;
            return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        });
        using SenderUnderTest sender = new(mock);

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(Url));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.InvalidResponse));
    }

    [Test]
    public async Task Relative_URL_from_a_foreign_store_is_an_outcome()
    {
        using SenderUnderTest sender = new();

        DeliveryOutcome outcome = await sender.SendAsync(SenderUnderTest.Request(new Uri("/hook", UriKind.Relative)));

        Assert.That(outcome.IsDelivered, Is.False);
    }

    private static async Task<DeliveryOutcome> AnsweredAsync(int status, string? location)
    {
        using MockHttpMessageHandler mock = new();
        mock.When("*").Respond(
            (HttpStatusCode)status, location is null ? [] : [KeyValuePair.Create("Location", location)], new StringContent(""));
        using SenderUnderTest sender = new(mock);
        return await sender.SendAsync(SenderUnderTest.Request(Url));
    }
}
