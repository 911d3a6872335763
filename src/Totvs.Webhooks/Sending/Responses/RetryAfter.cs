using System.Globalization;
using System.Net.Http.Headers;

namespace Totvs.Webhooks.Sending.Responses;

/// <summary>
/// Reads <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds, or a date; a date in the past is zero. Some receivers send a Unix time in
/// seconds or milliseconds: a number that would be decades in seconds, and a time of this era as Unix time, is read as Unix time. More
/// seconds than an Int32 holds are read as the largest Int32, not as a missing header, since the receiver asks for a long wait.
/// </summary>
internal static class RetryAfter
{
    // 9 September 2001 to 20 November 2286, as Unix time.
    private const long FirstUnixTime = 1_000_000_000;
    private const long LastUnixTime = 9_999_999_999;

    private static readonly TimeSpan Max = TimeSpan.FromSeconds(int.MaxValue);

    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.RetryAfter?.Date is { } date)
        {
            return Until(date, now);
        }

        // As a string: .NET ignores a number that does not fit into an Int32.
        return headers.NonValidated.TryGetValues("Retry-After", out HeaderStringValues values)
            && values.Count == 1
            && values.ToString().Trim() is var text
            && IsNumber(text)
            ? OfNumber(text, now)
            : null;
    }

    private static TimeSpan OfNumber(string text, DateTimeOffset now) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Max : number switch
        {
            >= FirstUnixTime and <= LastUnixTime => Until(DateTimeOffset.FromUnixTimeSeconds(number), now),
            >= FirstUnixTime * 1000 and <= (LastUnixTime * 1000) + 999 => Until(DateTimeOffset.FromUnixTimeMilliseconds(number), now),
            > int.MaxValue => Max,
            _ => TimeSpan.FromSeconds(number),
        };

    private static TimeSpan Until(DateTimeOffset time, DateTimeOffset now) => time > now ? time - now : TimeSpan.Zero;

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
