using System.Net.Http.Headers;

namespace Totvs.Webhooks.Sending;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds, or a date, which is taken as zero once it has passed.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        if (header?.Delta is { } delta)
        {
            return delta;
        }

        if (header?.Date is { } date)
        {
            return date > now ? date - now : TimeSpan.Zero;
        }

        return null;
    }
}
