using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sending;

/// <summary>The time limits of one attempt.</summary>
/// <param name="Connect">For name look-up, TCP and TLS together.</param>
/// <param name="Response">From the first byte of the payload to the response's headers.</param>
/// <param name="First">Until the primary handler has the request: the whole time, or a lowered time to connect.</param>
internal readonly record struct AttemptTimes(TimeSpan Connect, TimeSpan Response, TimeSpan First)
{
    /// <summary>Until the response's headers.</summary>
    public TimeSpan Whole => Connect + Response;

    public static AttemptTimes From(SendingOptions options, WebhookAction action)
    {
        TimeSpan connect = Lower(options.ConnectTimeout, action.ConnectTimeout);
        TimeSpan response = Lower(options.ResponseTimeout, action.ResponseTimeout);
        return new(connect, response, connect < options.ConnectTimeout ? connect : connect + response);
    }

    private static TimeSpan Lower(TimeSpan setting, TimeSpan? lowered) =>
        lowered is { } value && value > TimeSpan.Zero && value < setting ? value : setting;
}
