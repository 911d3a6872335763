using System.Globalization;
using System.Net.Http.Headers;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds, or a date, which is taken as zero once it has passed. A number that as
/// seconds would mean decades and as Unix time, in seconds or milliseconds, means our days is taken for that time, since some receivers
/// write it. More seconds than an Int32 holds are taken as that many, and not as none given: a receiver that asks for so long does not
/// expect the next attempt soon.
/// </summary>
internal static class RetryAfter
{
    // 9 September 2001 to 20 November 2286, as Unix time.
    private const long FirstUnixTime = 1_000_000_000;
    private const long LastUnixTime = 9_999_999_999;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(int.MaxValue);

    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter?.Date is { } date)
        {
            return Until(date, now);
        }

        // As text: the platform reads a number that does not fit into an Int32 as no value at all.
        return headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values)
            && values.Count == 1
            && values.ToString().Trim() is var text
            && IsNumber(text)
            ? OfNumber(text, now)
            : null;
    }

    private static TimeSpan OfNumber(string text, DateTimeOffset now) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Longest : number switch
        {
            >= FirstUnixTime and <= LastUnixTime => Until(DateTimeOffset.FromUnixTimeSeconds(number), now),
            >= FirstUnixTime * 1000 and <= (LastUnixTime * 1000) + 999 => Until(DateTimeOffset.FromUnixTimeMilliseconds(number), now),
            > int.MaxValue => Longest,
            _ => TimeSpan.FromSeconds(number),
        };

    private static TimeSpan Until(DateTimeOffset time, DateTimeOffset now) => time > now ? time - now : TimeSpan.Zero;

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
