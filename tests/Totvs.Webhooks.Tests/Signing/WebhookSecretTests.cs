using System.Security.Cryptography;
using NUnit.Framework;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Signing;

public sealed class WebhookSecretTests
{
    [TestCase(24)]
    [TestCase(32)]
    [TestCase(64)]
    public void Secret_of_24_to_64_bytes_is_taken(int bytes)
    {
        string text = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

        Assert.That(new WebhookSecret(text).Reveal(), Is.EqualTo(text));
        Assert.That(WebhookSecret.TryParse(text, out WebhookSecret? secret), Is.True);
        Assert.That(secret, Is.EqualTo(new WebhookSecret(text)));
    }

    [TestCase("")]
    [TestCase("whsec_")]
    [TestCase("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [TestCase("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [TestCase("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLa*w")]
    [TestCase("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [TestCase("whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Anything_else_is_refused_without_being_repeated(string text)
    {
        ArgumentException? refused = Assert.Throws<ArgumentException>(() => _ = new WebhookSecret(text));

        Assert.That(refused!.Message, Does.Contain("whsec_").And.Contain("24 to 64"));
        Assert.That(text.Length < 10 || !refused.Message.Contains(text[6..], StringComparison.Ordinal));
        Assert.That(WebhookSecret.TryParse(text, out _), Is.False);
    }

    [Test]
    public void One_byte_too_many_or_too_few_is_refused([Values(23, 65)] int bytes) =>
        Assert.That(WebhookSecret.TryParse("whsec_" + Convert.ToBase64String(new byte[bytes]), out _), Is.False);

    [Test]
    public void No_text_is_refused()
    {
        Assert.That(WebhookSecret.TryParse(null, out _), Is.False);
        Assert.Throws<ArgumentNullException>(() => _ = new WebhookSecret(null!));
    }

    [Test]
    public void New_secret_is_of_32_random_bytes()
    {
        WebhookSecret secret = WebhookSecret.Create();

        Assert.That(Convert.FromBase64String(secret.Reveal()["whsec_".Length..]), Has.Length.EqualTo(32));
        Assert.That(WebhookSecret.Create(), Is.Not.EqualTo(secret));
    }

    [Test]
    public void No_text_made_of_it_shows_the_secret()
    {
        WebhookSecret secret = Vector.Secret with { EndsAt = Vector.Time };
        WebhookAction action = new() { Url = new Uri("https://hooks.example.com/"), SigningSecrets = [secret] };

        Assert.That(secret.ToString(), Is.EqualTo("whsec_…"));
        Assert.That($"{action}", Does.Not.Contain(Vector.SecretText[6..]));
        Assert.That(System.Text.Json.JsonSerializer.Serialize(secret), Does.Not.Contain(Vector.SecretText[6..]));
    }

    [Test]
    public void Secret_is_in_use_until_its_end()
    {
        WebhookSecret secret = Vector.Secret with { EndsAt = Vector.Time };

        Assert.That(secret.IsActiveAt(Vector.Time.AddTicks(-1)), Is.True);
        Assert.That(secret.IsActiveAt(Vector.Time), Is.False);
        Assert.That(Vector.Secret.IsActiveAt(DateTimeOffset.MaxValue), Is.True);
    }
}
