using NUnit.Framework;
using Totvs.Webhooks.Deliveries;

namespace Totvs.Webhooks.Tests.Deliveries;

public sealed class AbandonedClaimsTests
{
    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2, 2)]
    [TestCase(3, 4)]
    [TestCase(6, 32)]
    [TestCase(7, 60)]
    [TestCase(49, 60)]
    public void Delivery_is_held_back_longer_each_time_up_to_an_hour(int abandoned, int minutes) =>
        Assert.That(AbandonedClaims.HoldBack(abandoned), Is.EqualTo(TimeSpan.FromMinutes(minutes)));
}
