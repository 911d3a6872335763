using System.Text;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Tests.Sending;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Signing;

public sealed class WebhookSignatureTests
{
    [Test]
    public void Published_vector_comes_out() =>
        Assert.That(WebhookSignature.Header([Vector.Secret], Vector.Id, Vector.Time, Vector.Body), Is.EqualTo(Vector.Signature));

    [Test]
    public void Each_secret_in_use_signs_and_one_that_has_ended_does_not()
    {
        WebhookSecret ended = WebhookSecret.Create() with { EndsAt = Vector.Time };
        WebhookSecret next = WebhookSecret.Create();

        string[] signatures = WebhookSignature.Header([ended, Vector.Secret, next], Vector.Id, Vector.Time, Vector.Body).Split(' ');

        Assert.That(signatures, Has.Length.EqualTo(2));
        Assert.That(signatures[0], Is.EqualTo(Vector.Signature));
        Assert.That(signatures[1], Is.EqualTo(Sign(next, Vector.Id, 1614265330, Vector.Body)));
    }

    [Test]
    public void What_is_signed_here_the_independent_implementation_verifies() =>
        Gen.Select(Gen.Byte.Array[24, 64], Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.String[0, 2000]).Sample((key, id, body) =>
        {
            WebhookSecret secret = new("whsec_" + Convert.ToBase64String(key));
            DateTimeOffset now = TimeProvider.System.GetUtcNow();
            string text = Wellformed(body);

            // Its version 1.1.2 looks at the first signature only, so the secret it knows goes first.
            HeaderDictionary headers = new()
            {
                ["webhook-id"] = id,
                ["webhook-timestamp"] = $"{now.ToUnixTimeSeconds()}",
                ["webhook-signature"] = WebhookSignature.Header([secret, WebhookSecret.Create()], id, now, Encoding.UTF8.GetBytes(text)),
            };

            Assert.DoesNotThrow(() => new StandardWebhook(secret.Reveal()).Verify(text, headers));
            Assert.Throws<WebhookVerificationException>(() => new StandardWebhook(secret.Reveal()).Verify(text + "x", headers));
        }, iter: 200);

    [Test]
    public void What_the_independent_implementation_signs_is_verified_here() =>
        Gen.Select(Gen.Byte.Array[24, 64], Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.String[0, 2000]).Sample((key, id, body) =>
        {
            WebhookSecret secret = new("whsec_" + Convert.ToBase64String(key));
            string text = Wellformed(body);
            string signature = new StandardWebhook(secret.Reveal()).Sign(id, Vector.Time, text);
            WebhookVerifier verifier = new([secret], new FakeTimeProvider(Vector.Time));

            Assert.That(
                verifier.Verify(Encoding.UTF8.GetBytes(text), id, Vector.Timestamp, signature),
                Is.EqualTo(WebhookVerification.Valid));
            Assert.That(
                verifier.Verify(Encoding.UTF8.GetBytes(text + "x"), id, Vector.Timestamp, signature),
                Is.EqualTo(WebhookVerification.Forged));
        }, iter: 200);

    [Test]
    public async Task Receiver_verifies_what_the_sender_sent()
    {
        WebhookSecret secret = WebhookSecret.Create();
        FakeTimeProvider time = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
        WebhookVerifier verifier = new([secret], time);
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        using SenderUnderTest sender = new(timeProvider: time);

        await sender.SendAsync(SenderUnderTest.Request(new WebhookAction { Url = receiver.Url, SigningSecrets = [secret] }));
        time.Advance(TimeSpan.FromMinutes(10));
        await sender.SendAsync(SenderUnderTest.Request(new WebhookAction { Url = receiver.Url, SigningSecrets = [secret] }));

        ReceivedRequest first = receiver.Requests[0];
        ReceivedRequest second = receiver.Requests[1];
        Assert.That(
            second.Headers["webhook-id"].ToString(),
            Is.EqualTo("0198f0a2-0000-7000-8000-000000000001").And.EqualTo(first.Headers["webhook-id"].ToString()));
        Assert.That(
            second.Headers["webhook-timestamp"].ToString(),
            Is.EqualTo($"{time.GetUtcNow().ToUnixTimeSeconds()}"),
            "The time is the attempt's.");
        Assert.That(verifier.Verify(second.Body, name => second.Headers[name]), Is.EqualTo(WebhookVerification.Valid));
        Assert.That(verifier.Verify(first.Body, name => first.Headers[name]), Is.EqualTo(WebhookVerification.Expired));
    }

    [Test]
    public async Task Without_a_secret_the_id_goes_out_unsigned()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        using SenderUnderTest sender = new();

        await sender.SendAsync(receiver.Url);

        IHeaderDictionary headers = receiver.Requests.Single().Headers;
        Assert.That(headers["webhook-id"].ToString(), Is.EqualTo("0198f0a2-0000-7000-8000-000000000001"));
        Assert.That(headers.ContainsKey("webhook-signature"), Is.False);
    }

    [Test]
    public async Task Workflows_own_webhook_headers_cannot_stand_beside_the_librarys()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        using SenderUnderTest sender = new();

        await sender.SendAsync(SenderUnderTest.Request(receiver.Url, ("Webhook-Id", "forged"), ("webhook-signature", "v1,forged")));

        IHeaderDictionary headers = receiver.Requests.Single().Headers;
        Assert.That(headers["webhook-id"].ToArray(), Is.EqualTo(["0198f0a2-0000-7000-8000-000000000001"]));
        Assert.That(headers.ContainsKey("webhook-signature"), Is.False);
    }

    [Test]
    public async Task Secrets_that_have_all_ended_fail_the_attempt_rather_than_send_it_unsigned()
    {
        FakeTimeProvider time = new(Vector.Time);
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        using SenderUnderTest sender = new(timeProvider: time);

        DeliveryOutcome outcome = await sender.SendAsync(
            SenderUnderTest.Request(
                new WebhookAction { Url = receiver.Url, SigningSecrets = [Vector.Secret with { EndsAt = Vector.Time }] }));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.SenderFault));
        Assert.That(outcome.Description, Does.Contain("signing secret").And.Not.Contain(Vector.SecretText[6..]));
        Assert.That(receiver.Requests, Is.Empty);
    }

    internal static string Sign(WebhookSecret secret, string id, long timestamp, byte[] body)
    {
        byte[] signature = new byte[WebhookSignature.Size];
        WebhookSignature.Compute(secret, id, timestamp, body, signature);
        return $"v1,{Convert.ToBase64String(signature)}";
    }

    // A text without the lone surrogates that a generator may leave, which UTF-8 cannot say.
    private static string Wellformed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
