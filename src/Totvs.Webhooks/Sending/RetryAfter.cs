using System.Net.Http.Headers;

namespace Totvs.Webhooks.Sending;

/// <summary>
/// Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds, or a date, which is taken as zero once it has passed. More seconds than an
/// Int32 holds are taken as that many, and not as none given: who asks for so long does not want the next attempt soon.
/// </summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(int.MaxValue);

    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter?.Delta is { } delta)
        {
            return delta;
        }

        if (headers.RetryAfter?.Date is { } date)
        {
            return date > now ? date - now : TimeSpan.Zero;
        }

        // The platform reads a number that does not fit into an Int32 as no value at all.
        return headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values) && values.Count == 1 && IsNumber(values.ToString().Trim())
            ? Longest
            : null;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
