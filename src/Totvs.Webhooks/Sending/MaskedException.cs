using Totvs.Webhooks.Sending.Responses;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>What is logged in the place of an exception whose text holds a secret: the text without it.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _text;

    private MaskedException(string message, string text)
        : base(message) => _text = text;

    /// <summary>The exception itself, where it may be logged; what stands for it, where the host's own code has put a workflow's secret
    /// into it.</summary>
    public static Exception Of(Exception exception, WebhookAction action)
    {
        var secrets = new SecretTexts(action);
        string text = exception.ToString();
        string masked = EchoedSecrets.MaskIn(text, secrets)!;
        return masked == text ? exception : new MaskedException(EchoedSecrets.MaskIn(exception.Message, secrets)!, masked);
    }

    public override string ToString() => _text;
}
