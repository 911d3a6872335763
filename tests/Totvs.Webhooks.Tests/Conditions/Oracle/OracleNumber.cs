using System.Globalization;
using System.Numerics;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>A JSON number as digits without zeros at either end, and the power of ten of the first digit.</summary>
internal sealed class OracleNumber
{
    private static readonly BigInteger ExponentLimit = BigInteger.Pow(10, 17);
    private readonly int _sign;
    private readonly string _digits;
    private readonly BigInteger _power;

    private OracleNumber(int sign, string digits, BigInteger power) => (_sign, _digits, _power) = (sign, digits, power);

    public static int Compare(string left, string right)
    {
        OracleNumber a = Read(left);
        OracleNumber b = Read(right);
        if (a._sign != b._sign)
        {
            return a._sign.CompareTo(b._sign);
        }

        int magnitude = a._power.CompareTo(b._power);
        return a._sign * (magnitude != 0 ? magnitude : string.CompareOrdinal(a._digits, b._digits));
    }

    private static OracleNumber Read(string text)
    {
        string[] halves = text.TrimStart('-').Split('e', 'E');
        string[] parts = halves[0].Split('.');
        string written = parts[0] + (parts.Length > 1 ? parts[1] : "");
        string digits = written.TrimStart('0');
        if (digits.Length == 0)
        {
            return new OracleNumber(0, "", 0);
        }

        BigInteger exponent = halves.Length > 1
            ? BigInteger.Parse(halves[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
            : 0;
        exponent = BigInteger.Max(-ExponentLimit, BigInteger.Min(ExponentLimit, exponent));
        BigInteger power = exponent + parts[0].Length - (written.Length - digits.Length);
        return new OracleNumber(text[0] == '-' ? -1 : 1, digits.TrimEnd('0'), power);
    }
}
