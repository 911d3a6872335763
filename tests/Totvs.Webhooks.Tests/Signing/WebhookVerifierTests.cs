using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Tests.Signing;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class WebhookVerifierTests
{
    private readonly FakeTimeProvider _time = new(Vector.Time);

    [Test]
    public void Published_vector_is_valid() =>
        Assert.That(Verifier().Verify(Vector.Body, Vector.Id, Vector.Timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Valid));

    [Test]
    public void Headers_are_asked_for_by_their_names()
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["webhook-id"] = Vector.Id,
            ["webhook-timestamp"] = Vector.Timestamp,
            ["webhook-signature"] = Vector.Signature,
        };

        Assert.That(Verifier().Verify(Vector.Body, headers.GetValueOrDefault), Is.EqualTo(WebhookVerification.Valid));
        headers.Remove("webhook-id");
        Assert.That(Verifier().Verify(Vector.Body, headers.GetValueOrDefault), Is.EqualTo(WebhookVerification.Malformed));
    }

    [Test]
    public void Altered_body_is_forged() =>
        Assert.That(
            Verifier().Verify("{\"test\": 2432232315}"u8, Vector.Id, Vector.Timestamp, Vector.Signature),
            Is.EqualTo(WebhookVerification.Forged));

    [Test]
    public void Altered_id_is_forged() =>
        Assert.That(
            Verifier().Verify(Vector.Body, "msg_other", Vector.Timestamp, Vector.Signature),
            Is.EqualTo(WebhookVerification.Forged));

    [Test]
    public void Altered_time_is_forged() =>
        Assert.That(Verifier().Verify(Vector.Body, Vector.Id, "1614265331", Vector.Signature), Is.EqualTo(WebhookVerification.Forged));

    [Test]
    public void Another_secret_makes_it_forged() =>
        Assert.That(
            Verifier(WebhookSecret.Create()).Verify(Vector.Body, Vector.Id, Vector.Timestamp, Vector.Signature),
            Is.EqualTo(WebhookVerification.Forged));

    [Test]
    public void One_byte_of_the_signature_altered_is_forged()
    {
        string altered = Vector.Signature.Replace("g0hM", "g0hN", StringComparison.Ordinal);

        Assert.That(Verifier().Verify(Vector.Body, Vector.Id, Vector.Timestamp, altered), Is.EqualTo(WebhookVerification.Forged));
    }

    [TestCase("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Description = "the version cut off")]
    [TestCase("v1,", Description = "nothing behind the version")]
    [TestCase("v1,g0hM9SsE", Description = "too short")]
    [TestCase("v1,not base64 at all!")]
    [TestCase("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", Description = "an unknown version alone")]
    [TestCase("v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [TestCase("v1g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [TestCase("")]
    [TestCase("   ")]
    [TestCase(null)]
    public void Signature_in_another_form_is_malformed(string? signature) =>
        Assert.That(Verifier().Verify(Vector.Body, Vector.Id, Vector.Timestamp, signature), Is.EqualTo(WebhookVerification.Malformed));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("soon")]
    [TestCase("-1614265330")]
    [TestCase("1614265330.5")]
    [TestCase(" 1614265330")]
    [TestCase("99999999999999999999")]
    public void Time_in_another_form_is_malformed(string? timestamp) =>
        Assert.That(Verifier().Verify(Vector.Body, Vector.Id, timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Malformed));

    [Test]
    public void No_id_is_malformed([Values(null, "")] string? id) =>
        Assert.That(Verifier().Verify(Vector.Body, id, Vector.Timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Malformed));

    [Test]
    public void Unknown_version_beside_a_good_one_does_no_harm()
    {
        Assert.That(
            Verifier().Verify(Vector.Body, Vector.Id, Vector.Timestamp, $"v2,AAAA {Vector.Signature} v1a,xyz"),
            Is.EqualTo(WebhookVerification.Valid));
        Assert.That(
            Verifier().Verify(Vector.Body, Vector.Id, Vector.Timestamp, $"v1,{Convert.ToBase64String(new byte[32])} {Vector.Signature}"),
            Is.EqualTo(WebhookVerification.Valid));
    }

    [TestCase(300, WebhookVerification.Valid)]
    [TestCase(301, WebhookVerification.Expired)]
    [TestCase(-300, WebhookVerification.Valid)]
    [TestCase(-301, WebhookVerification.Expired)]
    public void Signature_is_good_for_300_seconds_before_and_after(int secondsLater, WebhookVerification expected)
    {
        WebhookVerifier verifier = new([Vector.Secret], new FakeTimeProvider(Vector.Time.AddSeconds(secondsLater)));

        Assert.That(verifier.Verify(Vector.Body, Vector.Id, Vector.Timestamp, Vector.Signature), Is.EqualTo(expected));
    }

    [Test]
    public void Old_forgery_is_told_as_forged()
    {
        _time.Advance(TimeSpan.FromDays(1));

        Assert.That(Verifier().Verify("{}"u8, Vector.Id, Vector.Timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Forged));
    }

    [Test]
    public void Largest_time_is_no_trouble()
    {
        string signature = WebhookSignatureTests.Sign(Vector.Secret, Vector.Id, long.MaxValue, Vector.Body);

        Assert.That(Verifier().Verify(Vector.Body, Vector.Id, $"{long.MaxValue}", signature), Is.EqualTo(WebhookVerification.Expired));
    }

    [Test]
    public void Tolerance_is_an_option_within_bounds()
    {
        WebhookVerifier verifier = new(
            [Vector.Secret],
            new FakeTimeProvider(Vector.Time.AddSeconds(31)))
        { Tolerance = TimeSpan.FromSeconds(30) };

        Assert.That(verifier.Verify(Vector.Body, Vector.Id, Vector.Timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Expired));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new WebhookVerifier([Vector.Secret]) { Tolerance = TimeSpan.FromSeconds(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new WebhookVerifier([Vector.Secret]) { Tolerance = TimeSpan.MaxValue });
    }

    [Test]
    public void Either_secret_is_good_while_they_change_and_the_old_one_is_not_after_its_end()
    {
        WebhookSecret old = Vector.Secret with { EndsAt = Vector.Time.AddSeconds(10) };
        WebhookVerifier verifier = Verifier(WebhookSecret.Create(), old);
        Assert.That(verifier.Verify(Vector.Body, Vector.Id, Vector.Timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Valid));

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.That(verifier.Verify(Vector.Body, Vector.Id, Vector.Timestamp, Vector.Signature), Is.EqualTo(WebhookVerification.Forged));
    }

    [Test]
    public void No_secret_at_all_is_refused_at_once() => Assert.Throws<ArgumentException>(() => _ = new WebhookVerifier([]));

    private WebhookVerifier Verifier(params WebhookSecret[] secrets) => new(secrets.Length == 0 ? [Vector.Secret] : secrets, _time);
}
