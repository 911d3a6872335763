using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>
/// Reads ISO 8601 dates in their extended form: <c>2022-05-06</c>, <c>2022-05-06T15:28</c>, with seconds, a fraction (kept to 100
/// nanoseconds) and <c>Z</c> or a numeric offset if given. A blank may stand for the T. Any other string is no date.
/// </summary>
/// <remarks>
/// The exact formats of .NET take no offset past 14 hours, no comma and no eighth digit of a fraction, and need a string.
/// </remarks>
internal static class DateText
{
    private const int MaxLength = 64;

    public static bool TryRead(JsonElement text, out DateValue date)
    {
        ReadOnlySpan<byte> raw = JsonText.Raw(text);
        if (!raw.Contains((byte)'\\'))
        {
            return TryParse(raw, out date);
        }

        // Escapes are rare in dates, but \u002B for the plus of an offset is what System.Text.Json writes by default.
        date = default;
        if (raw.Length > MaxLength * 6)
        {
            return false;
        }

        Span<char> characters = stackalloc char[MaxLength * 6];
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
        if (text.Length > MaxLength
            || !TryTakeNumber(ref text, 4, 1, 9999, out int year)
            || !TryTake(ref text, '-')
            || !TryTakeNumber(ref text, 2, 1, 12, out int month)
            || !TryTake(ref text, '-')
            || !TryTakeNumber(ref text, 2, 1, DateTime.DaysInMonth(year, month), out int day))
        {
            return false;
        }

        var midnight = new DateTime(year, month, day);
        if (text.IsEmpty)
        {
            date = DateValue.Day(midnight);
            return true;
        }

        return (TryTake(ref text, 'T') || TryTake(ref text, 't') || TryTake(ref text, ' ')) && TryTakeTime(text, midnight, out date);
    }

    private static bool TryTakeTime(ReadOnlySpan<byte> text, DateTime midnight, out DateValue date)
    {
        date = default;
        if (!TryTakeNumber(ref text, 2, 0, 23, out int hour)
            || !TryTake(ref text, ':')
            || !TryTakeNumber(ref text, 2, 0, 59, out int minute))
        {
            return false;
        }

        long ticks = (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        if (TryTake(ref text, ':'))
        {
            if (!TryTakeNumber(ref text, 2, 0, 59, out int second))
            {
                return false;
            }

            ticks += second * TimeSpan.TicksPerSecond;
            if ((TryTake(ref text, '.') || TryTake(ref text, ',')) && !TryTakeFraction(ref text, ref ticks))
            {
                return false;
            }
        }

        return TryTakeOffset(text, midnight.AddTicks(ticks), out date);
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, ref long ticks)
    {
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

    private static bool TryTakeOffset(ReadOnlySpan<byte> text, DateTime clock, out DateValue date)
    {
        date = text.IsEmpty ? DateValue.Local(clock) : DateValue.Moment(clock, TimeSpan.Zero);
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        bool isBehind = TryTake(ref text, '-');
        if ((!isBehind && !TryTake(ref text, '+')) || !TryTakeNumber(ref text, 2, 0, 23, out int hour))
        {
            return false;
        }

        int minute = 0;
        if (!text.IsEmpty)
        {
            TryTake(ref text, ':');
            if (!TryTakeNumber(ref text, 2, 0, 59, out minute))
            {
                return false;
            }
        }

        var offset = new TimeSpan(hour, minute, 0);
        date = DateValue.Moment(clock, isBehind ? -offset : offset);
        return text.IsEmpty;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, char character)
    {
        bool isNext = !text.IsEmpty && text[0] == character;
        text = isNext ? text[1..] : text;
        return isNext;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> text, int digits, int min, int max, out int number)
    {
        number = 0;
        if (text.Length < digits)
        {
            return false;
        }

        foreach (byte character in text[..digits])
        {
            uint digit = character - (uint)'0';
            if (digit > 9)
            {
                return false;
            }

            number = (number * 10) + (int)digit;
        }

        text = text[digits..];
        return number >= min && number <= max;
    }
}
