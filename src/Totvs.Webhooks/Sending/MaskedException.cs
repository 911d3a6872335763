using Totvs.Webhooks.Sending.Responses;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>Logged in place of an exception whose text holds a secret: it holds the text with the secret masked.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _text;

    private MaskedException(string message, string text)
        : base(message) => _text = text;

    /// <summary>Returns the exception itself, or a masked one if the host's code has put a secret of the workflow into it.</summary>
    public static Exception Of(Exception exception, WebhookAction action)
    {
        var secrets = new SecretTexts(action);
        string text = exception.ToString();
        string masked = EchoedSecrets.MaskIn(text, secrets)!;
        return masked == text ? exception : new MaskedException(EchoedSecrets.MaskIn(exception.Message, secrets)!, masked);
    }

    public override string ToString() => _text;
}
