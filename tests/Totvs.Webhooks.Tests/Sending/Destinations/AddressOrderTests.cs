using System.Net;
using NUnit.Framework;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

public sealed class AddressOrderTests
{
    [TestCase("1.1.1.1", "1.1.1.1")]
    [TestCase("1.1.1.1 1.1.1.2", "1.1.1.1 1.1.1.2")]
    [TestCase("2600::1 2600::2 1.1.1.1 1.1.1.2", "2600::1 1.1.1.1 2600::2 1.1.1.2")]
    [TestCase("1.1.1.1 2600::1 2600::2 2600::3", "1.1.1.1 2600::1 2600::2 2600::3")]
    [TestCase("2600::1 2600::2 2600::3 1.1.1.1", "2600::1 1.1.1.1 2600::2 2600::3")]
    public void Families_take_turns_in_the_resolvers_order(string answers, string order) =>
        Assert.That(Order(answers.Split(' ')), Is.EqualTo(order));

    [Test]
    public void Address_that_is_given_twice_is_dialled_once() =>
        Assert.That(Order("1.1.1.1", "2600::1", "1.1.1.1", "2600::1"), Is.EqualTo("1.1.1.1 2600::1"));

    [Test]
    public void Of_a_name_with_thousands_of_addresses_sixteen_are_dialled_of_both_families()
    {
        IPAddress[] answers =
        [
            .. Enumerable.Range(0, 4000).Select(
                index => IPAddress.Parse(index < 2000 ? $"2600::{index:x}" : $"1.1.{index % 250}.{index / 250}")),
        ];

        IReadOnlyList<IPAddress> order = AddressOrder.Sort(answers);

        Assert.That(order, Has.Count.EqualTo(16));
        Assert.That(order.Select(address => address.AddressFamily).Distinct().Count(), Is.EqualTo(2));
        Assert.That(order, Is.SubsetOf(answers));
    }

    private static string Order(params string[] answers) => string.Join(' ', AddressOrder.Sort(Array.ConvertAll(answers, IPAddress.Parse)));
}
