using System.Globalization;
using System.Text;
using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The receivers' checks in other languages, run on a request that is signed as the library signs it.</summary>
public sealed class ReceiverScriptTests
{
    private const string Body = """{"eventId":"019cadc6-9a80-7ac2-910e-28d9c909df15","name":"São Paulo"}""";

    [TestCase(false, "true")]
    [TestCase(true, "false")]
    public async Task Check_in_Node_takes_a_signed_request_and_no_other(bool tampered, string expected)
    {
        string secret = WebhookSecret.Create().Reveal();
        string script = $"""
            {Pages.Named("receiver-node").Text}
            console.log(isGenuine(Buffer.from({Quoted(Body + (tampered ? " " : ""))}), {Headers(secret)}, {Quoted(secret)}));
            """;

        Assert.That(await Script.RunAsync("node", ".mjs", script), Is.EqualTo(expected));
    }

    [TestCase(false, "True")]
    [TestCase(true, "False")]
    public async Task Check_in_Python_takes_a_signed_request_and_no_other(bool tampered, string expected)
    {
        string secret = WebhookSecret.Create().Reveal();
        string script = $"""
            {Pages.Named("receiver-python").Text}
            print(is_genuine({Quoted(Body + (tampered ? " " : ""))}.encode(), {Headers(secret)}, {Quoted(secret)}))
            """;

        Assert.That(await Script.RunAsync("python3", ".py", script), Is.EqualTo(expected));
    }

    private static string Headers(string secret)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string signature = Signature(new WebhookSecret(secret), "evt", now);
        return JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["webhook-id"] = "evt",
            ["webhook-timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["webhook-signature"] = signature,
        });
    }

    // Written from Standard Webhooks 1.0, not with the library.
    private static string Signature(WebhookSecret secret, string id, DateTimeOffset now) =>
        "v1," + Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(
            Convert.FromBase64String(secret.Reveal()["whsec_".Length..]),
            Encoding.UTF8.GetBytes($"{id}.{now.ToUnixTimeSeconds()}.{Body}")));

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
