using NUnit.Framework;
using Totvs.Webhooks.Workflows.Conditions;

namespace Totvs.Webhooks.Tests.Workflows.Conditions;

public class SmokeTests
{
    [Test]
    public void It_stands()
    {
        Condition condition = Condition.Field("amount").IsAtLeast(10_000) & Condition.Field("stage").ChangedTo("won");
        Assert.That(Judged.Of(condition, """{"amount":10000,"stage":"won"}""", """{"stage":"open"}"""), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(!condition, """{"amount":9999.5,"stage":"won"}""", """{"stage":"open"}"""), Is.EqualTo(ConditionResult.True));
        Assert.That(condition.Describe(), Is.EqualTo("amount is at least 10,000 and stage changed to won"));
        Assert.That(Judged.Of(condition, """{"stage":"won"}""", """{"stage":"open"}"""), Is.EqualTo(ConditionResult.Unknown));
    }
}
