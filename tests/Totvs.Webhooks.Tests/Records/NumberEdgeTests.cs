using System.Globalization;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Tests.Conditions;

namespace Totvs.Webhooks.Tests.Records;

/// <summary>Numbers at the lengths where another way of comparing begins, and exponents at their limit.</summary>
public class NumberEdgeTests
{
    [Test]
    public void Each_digit_of_a_number_counts_whatever_its_length([Range(1, 45)] int length, [Values("", ".5", "e0", "0e-1")] string end)
    {
        for (int place = 0; place < length; place++)
        {
            string digits = string.Concat(Enumerable.Range(0, length).Select(index => (char)('1' + (index % 7))));
            string smaller = digits + end;
            string greater = digits.Remove(place, 1).Insert(place, ((char)(digits[place] + 1)).ToString()) + end;
            AssertOrder(smaller, greater);
            AssertOrder($"-{greater}", $"-{smaller}");
        }
    }

    [Test]
    public void Each_digit_after_the_point_counts_whatever_their_number([Range(1, 45)] int length)
    {
        string digits = new('9', length);
        AssertOrder($"0.{digits}", "1");
        AssertOrder($"0.{digits}", $"0.{digits}1");
        AssertOrder($"0.{new string('0', length)}1", $"0.{new string('0', length)}2");
        AssertOrder($"98765432101.{new string('0', length)}1", $"98765432101.{new string('0', length)}2");
        AssertSame($"0.{digits}", $"0.{digits}{new string('0', 40)}");
    }

    [TestCase("9999999999999999999", "10000000000000000000")]
    [TestCase("18446744073709551615", "18446744073709551616")]
    [TestCase("99999999999999999999", "100000000000000000000")]
    [TestCase("9999999999999999999999999999", "10000000000000000000000000000")]
    [TestCase("79228162514264337593543950335", "79228162514264337593543950336")]
    [TestCase("79228162514264337593543950335", "79228162514264337593543950335.5")]
    [TestCase("7.9228162514264337593543950335", "7.9228162514264337593543950336")]
    [TestCase("99999999999999999999999999999999999999998", "99999999999999999999999999999999999999999")]
    [TestCase("1e99999999999999998", "1e99999999999999999")]
    [TestCase("1e99999999999999999", "1e100000000000000000")]
    [TestCase("1e-100000000000000000", "1e-99999999999999999")]
    [TestCase("0", "1e-99999999999999999999")]
    [TestCase("-1e-99999999999999999999", "0")]
    [TestCase("9e99999999999999999", "10e99999999999999999")]
    [TestCase("1e100000000000000000", "2e100000000000000000")]
    [TestCase("1e100000000000000000", "10e100000000000000000")]
    public void Neighbours_are_told_apart(string smaller, string greater) => AssertOrder(smaller, greater);

    [TestCase("1e100000000000000000", "1e100000000000000001")]
    [TestCase("1e100000000000000000", "1e9223372036854775807")]
    [TestCase("1e100000000000000000", "1e9223372036854775808")]
    [TestCase("1e100000000000000000", "1e18446744073709551617")]
    [TestCase("1e100000000000000000", "1E+99999999999999999999999999999999999999999")]
    [TestCase("-1e-100000000000000000", "-1e-99999999999999999999999")]
    [TestCase("10e99999999999999999", "1e100000000000000000")]
    [TestCase("0e99999999999999999999", "0")]
    [TestCase("-0.0e-5", "0")]
    public void Exponents_past_ten_to_the_seventeenth_count_as_that(string left, string right) => AssertSame(left, right);

    private static void AssertOrder(string smaller, string greater)
    {
        Assert.That(Judge("lessThan", smaller, greater), Is.EqualTo(ConditionResult.True), $"{smaller} < {greater}");
        Assert.That(Judge("lessThan", greater, smaller), Is.EqualTo(ConditionResult.False), $"{greater} < {smaller}");
        Assert.That(Judge("equals", smaller, greater), Is.EqualTo(ConditionResult.False), $"{smaller} = {greater}");
        Assert.That((Operand)Judged.Parse(smaller)!.Value, Is.Not.EqualTo((Operand)Judged.Parse(greater)!.Value));
    }

    private static void AssertSame(string left, string right)
    {
        Assert.That(Judge("equals", left, right), Is.EqualTo(ConditionResult.True), $"{left} = {right}");
        Assert.That(Judge("lessThan", left, right), Is.EqualTo(ConditionResult.False), $"{left} < {right}");
        Assert.That(Judge("greaterThan", left, right), Is.EqualTo(ConditionResult.False), $"{left} > {right}");
        Operand first = (Operand)Judged.Parse(left)!.Value;
        Operand second = (Operand)Judged.Parse(right)!.Value;
        Assert.That((first, first.GetHashCode()), Is.EqualTo((second, second.GetHashCode())));
    }

    private static ConditionResult Judge(string name, string value, string operand) =>
        Judged.Field(string.Create(CultureInfo.InvariantCulture, $"\"operator\":\"{name}\",\"value\":{operand}"), $"{{\"x\":{value}}}");
}
