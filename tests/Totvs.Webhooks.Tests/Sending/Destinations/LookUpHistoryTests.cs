using NUnit.Framework;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

public sealed class LookUpHistoryTests
{
    [TestCase(0, LookUpStanding.Prompt)]
    [TestCase(1.999, LookUpStanding.Prompt)]
    [TestCase(2, LookUpStanding.Slow)]
    [TestCase(40, LookUpStanding.Slow)]
    public void Name_is_slow_from_two_seconds_on(double seconds, object standing)
    {
        LookUpHistory history = new();
        history.Remember("Hooks.example.com", TimeSpan.FromSeconds(seconds));

        Assert.That(history.StandingOf("hooks.Example.com"), Is.EqualTo(standing));
    }

    [Test]
    public void Last_look_up_counts()
    {
        LookUpHistory history = new();
        history.Remember("hooks.example.com", TimeSpan.FromSeconds(15));
        history.Remember("hooks.example.com", TimeSpan.Zero);

        Assert.That(history.StandingOf("hooks.example.com"), Is.EqualTo(LookUpStanding.Prompt));
    }

    [Test]
    public void Name_that_others_have_pushed_out_is_unknown_again_and_one_that_is_looked_up_stays()
    {
        LookUpHistory history = new();
        history.Remember("once.example.com", TimeSpan.Zero);
        for (int index = 0; index < 2 * LookUpHistory.MinKept; index++)
        {
            history.Remember($"{index}.example.com", TimeSpan.Zero);
            history.Remember("often.example.com", TimeSpan.Zero);
        }

        Assert.That(history.StandingOf("once.example.com"), Is.EqualTo(LookUpStanding.Unknown));
        Assert.That(history.StandingOf("often.example.com"), Is.EqualTo(LookUpStanding.Prompt));
        Assert.That(history.StandingOf("0.example.com"), Is.EqualTo(LookUpStanding.Unknown));
    }
}
