using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

/// <summary>The ends of <c>between</c> are compared in the time zone that the workflow is judged in.</summary>
public class BetweenBoundsTests
{
    private static readonly TimeZoneInfo SaoPaulo = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    [TestCase("2022-05-06T22:30:00-03:00", "2022-05-06")]
    [TestCase("2022-05-06", "2022-05-06T23:59:00-03:00")]
    [TestCase("2022-05-06T21:00", "2022-05-07T00:30:00Z")]
    public void Ends_that_are_in_order_in_the_workflows_zone_are_taken(string from, string to) =>
        Assert.That(FaultsOf(from, to, SaoPaulo), Is.Empty);

    [TestCase("2022-05-06", "2022-05-05T22:30:00-03:00")]
    [TestCase("2022-05-06T21:31", "2022-05-07T00:30:00Z")]
    [TestCase("2022-05-06T21:00:00-03:00", "2022-05-05")]
    public void Ends_that_are_not_in_order_in_the_workflows_zone_are_refused(string from, string to) =>
        Assert.That(FaultsOf(from, to, SaoPaulo), Has.Some.Contains("swap them"));

    [TestCase("2022-05-06T22:30:00-03:00", "2022-05-06")]
    [TestCase("2022-05-06", "2022-05-05T22:30:00-03:00")]
    [TestCase("2022-05-06T12:00", "2022-05-06T00:30:00Z")]
    [TestCase("2022-05-06T00:30:00Z", "2022-05-05T12:00")]
    public void Without_a_zone_of_the_workflow_only_what_no_zone_puts_in_order_is_refused(string from, string to) =>
        Assert.That(FaultsOf(from, to, null), Is.Empty);

    [Test]
    public void Same_ends_are_judged_by_each_workflows_own_zone()
    {
        // 15:00 in UTC is the next day in Tokyo, and the same day in São Paulo.
        Assert.That(FaultsOf("2022-05-06T15:00:00Z", "2022-05-06", Tokyo), Has.Some.Contains("swap them"));
        Assert.That(FaultsOf("2022-05-06T15:00:00Z", "2022-05-06", SaoPaulo), Is.Empty);
    }

    private static IEnumerable<string> FaultsOf(string from, string to, TimeZoneInfo? zone)
    {
        Workflow workflow = SomeWorkflow.Named("w") with { Conditions = Condition.Field("closed").IsBetween(from, to), TimeZone = zone };
        return CheckedWorkflow.ErrorsOf(workflow).Select(error => error.ToString());
    }
}
