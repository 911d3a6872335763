using System.Text;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Tests.Signing;

/// <summary>The published test vector of Standard Webhooks.</summary>
internal static class Vector
{
    public const string SecretText = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    public const string Timestamp = "1614265330";
    public const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    public static WebhookSecret Secret => new(SecretText);

    public static byte[] Body => Encoding.UTF8.GetBytes("""{"test": 2432232314}""");

    public static DateTimeOffset Time => DateTimeOffset.FromUnixTimeSeconds(1614265330);
}
