using NUnit.Framework;
using Totvs.Webhooks.Sample;

namespace Totvs.Webhooks.Tests.Sample;

/// <summary>What the sample shows of a run is never less than nothing.</summary>
public sealed class RunStateTests
{
    [TestCase(10, 3, 7)]
    [TestCase(10, 10, 0)]
    [TestCase(10, 12, 0, Description = "Another process has left two in the same file.")]
    [TestCase(0, 0, 0)]
    public void Deliveries_that_have_ended_are_never_fewer_than_none(int matched, int pending, int ended) =>
        Assert.That(new RunState(Events: 10, Published: 10, matched, pending).Ended, Is.EqualTo(ended));
}
