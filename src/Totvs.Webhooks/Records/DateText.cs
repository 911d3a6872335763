using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Reads ISO 8601 dates in their extended form: <c>2022-05-06</c>, <c>2022-05-06T15:28</c>, with seconds, a fraction (kept to 100
/// nanoseconds) and <c>Z</c> or a numeric offset if given. A blank may stand for the T. Anything else is text, not a date.
/// </summary>
internal static class DateText
{
    private const int Longest = 64;

    public static bool TryRead(JsonElement text, out DateValue date)
    {
        ReadOnlySpan<byte> raw = JsonText.Raw(text);
        if (!raw.Contains((byte)'\\'))
        {
            return TryParse(raw, out date);
        }

        // Escapes are rare in dates, but \u002B for the plus of an offset is what System.Text.Json writes by default.
        date = default;
        if (raw.Length > Longest * 6)
        {
            return false;
        }

        Span<char> characters = stackalloc char[Longest * 6];
        int length = JsonText.Unescape(raw, characters);
        Span<byte> ascii = stackalloc byte[length];
        for (int i = 0; i < length; i++)
        {
            ascii[i] = characters[i] < 128 ? (byte)characters[i] : (byte)0;
        }

        return TryParse(ascii, out date);
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out DateValue date)
    {
        date = default;
        if (text.Length is < 10 or > Longest
            || text[4] != (byte)'-'
            || text[7] != (byte)'-'
            || !TryNumber(text[..4], out int year)
            || !TryNumber(text[5..7], out int month)
            || !TryNumber(text[8..10], out int day)
            || year < 1
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var midnight = new DateTime(year, month, day);
        if (text.Length == 10)
        {
            date = DateValue.Day(midnight);
            return true;
        }

        return text[10] is (byte)'T' or (byte)'t' or (byte)' ' && TryTime(text[11..], midnight, out date);
    }

    private static bool TryTime(ReadOnlySpan<byte> text, DateTime midnight, out DateValue date)
    {
        date = default;
        if (text.Length < 5
            || text[2] != (byte)':'
            || !TryNumber(text[..2], out int hour)
            || !TryNumber(text[3..5], out int minute)
            || hour > 23
            || minute > 59)
        {
            return false;
        }

        long ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        text = text[5..];
        if (text.Length >= 3 && text[0] == (byte)':')
        {
            if (!TryNumber(text[1..3], out int second) || second > 59)
            {
                return false;
            }

            ticks += second * TimeSpan.TicksPerSecond;
            text = text[3..];
            if (text.Length > 0 && text[0] is (byte)'.' or (byte)',' && !TryFraction(ref text, ref ticks))
            {
                return false;
            }
        }

        return TryOffset(text, midnight.AddTicks(ticks), out date);
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
        text = text[1..];
        int digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        digits = digits < 0 ? text.Length : digits;
        long unit = TimeSpan.TicksPerSecond / 10;
        foreach (byte digit in text[..digits])
        {
            ticks += (digit - (byte)'0') * unit;
            unit /= 10;
        }

        text = text[digits..];
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, DateTime clock, out DateValue date)
    {
        date = DateValue.Local(clock);
        if (text.IsEmpty)
        {
            return true;
        }

        if (text.Length == 1 && text[0] is (byte)'Z' or (byte)'z')
        {
            date = DateValue.Moment(clock, TimeSpan.Zero);
            return true;
        }

        ReadOnlySpan<byte> minutes = text.Length switch
        {
            3 => "00"u8,
            5 => text[3..],
            6 when text[3] == (byte)':' => text[4..],
            _ => default,
        };
        if (text[0] is not ((byte)'+' or (byte)'-')
            || minutes.IsEmpty
            || !TryNumber(text[1..3], out int hour)
            || !TryNumber(minutes, out int minute)
            || hour > 23
            || minute > 59)
        {
            return false;
        }

        var offset = new TimeSpan(hour, minute, 0);
        date = DateValue.Moment(clock, text[0] == (byte)'-' ? -offset : offset);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (byte character in text)
        {
            uint digit = character - (uint)'0';
            if (digit > 9)
            {
                return false;
            }

            number = (number * 10) + (int)digit;
        }

        return true;
    }
}
