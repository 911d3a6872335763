using System.Buffers.Text;

namespace Totvs.Webhooks.Records;

/// <summary>A JSON number as it is written, compared exactly whatever its length.</summary>
/// <remarks>Exponents past 10^17 either way count as 10^17: such numbers are compared as if they were of that size.</remarks>
internal readonly ref struct NumberText
{
    private const long MaxExponent = 100_000_000_000_000_000;

    private readonly ReadOnlySpan<byte> _digits;
    private readonly long _exponent;
    private readonly int _sign;

    /// <param name="raw">A valid JSON number.</param>
    public NumberText(ReadOnlySpan<byte> raw)
    {
        bool negative = raw[0] == (byte)'-';
        if (negative)
        {
            raw = raw[1..];
        }

        int mark = raw.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> mantissa = mark < 0 ? raw : raw[..mark];
        int first = mantissa.IndexOfAnyInRange((byte)'1', (byte)'9');
        if (first < 0)
        {
            return;
        }

        int point = mantissa.IndexOf((byte)'.');
        int whole = point < 0 ? mantissa.Length : point;
        _sign = negative ? -1 : 1;
        _exponent = (first < whole ? whole - first : whole - first + 1) + (mark < 0 ? 0 : Exponent(raw[(mark + 1)..]));
        _digits = mantissa[first..(mantissa.LastIndexOfAnyInRange((byte)'1', (byte)'9') + 1)];
    }

    /// <summary>Reads the number where a decimal holds it without loss: up to 28 digits, no exponent.</summary>
    public static bool TryGetDecimal(ReadOnlySpan<byte> raw, out decimal number)
    {
        const int DigitsOfUInt64 = 19;
        if (raw.Length > DigitsOfUInt64)
        {
            number = 0;
            return raw.Length <= 28
                && !raw.ContainsAny((byte)'e', (byte)'E')
                && Utf8Parser.TryParse(raw, out number, out int consumed)
                && consumed == raw.Length;
        }

        ulong digits = 0;
        byte scale = 0;
        bool afterPoint = false;
        bool negative = raw[0] == (byte)'-';
        for (int i = negative ? 1 : 0; i < raw.Length; i++)
        {
            byte character = raw[i];
            if (character == (byte)'.')
            {
                afterPoint = true;
                continue;
            }

            uint digit = character - (uint)'0';
            if (digit > 9)
            {
                number = 0;
                return false;
            }

            digits = (digits * 10) + digit;
            scale += afterPoint ? (byte)1 : (byte)0;
        }

        number = new decimal((int)digits, (int)(digits >> 32), 0, negative, scale);
        return true;
    }

    public int CompareTo(NumberText other)
    {
        if (_sign != other._sign || _sign == 0)
        {
            return _sign.CompareTo(other._sign);
        }

        int magnitude = _exponent != other._exponent ? _exponent.CompareTo(other._exponent) : CompareDigits(_digits, other._digits);
        return _sign * magnitude;
    }

    public int Hash()
    {
        var hash = new HashCode();
        hash.Add(_sign);
        hash.Add(_exponent);
        foreach (byte digit in _digits)
        {
            if (digit != (byte)'.')
            {
                hash.Add(digit);
            }
        }

        return hash.ToHashCode();
    }

    private static int CompareDigits(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            i += i < left.Length && left[i] == (byte)'.' ? 1 : 0;
            j += j < right.Length && right[j] == (byte)'.' ? 1 : 0;
            if (i == left.Length || j == right.Length)
            {
                return (left.Length - i).CompareTo(right.Length - j);
            }

            if (left[i] != right[j])
            {
                return left[i].CompareTo(right[j]);
            }

            i++;
            j++;
        }
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        bool negative = text[0] == (byte)'-';
        ReadOnlySpan<byte> digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        long exponent = 0;
        foreach (byte digit in digits)
        {
            exponent = Math.Min((exponent * 10) + (digit - (byte)'0'), MaxExponent);
        }

        return negative ? -exponent : exponent;
    }
}
