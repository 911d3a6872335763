using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

public sealed class WorkflowEngineTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "1") { Record = RecordJson.Parse("""{"amount":10000}""") };

    [Test]
    public async Task Event_runs_the_workflows_of_its_trigger_whose_conditions_are_true()
    {
        using var bed = new EngineUnderTest(
        [
            SomeWorkflow.Named("always"),
            SomeWorkflow.Named("large") with { Conditions = Condition.Field("amount").IsAtLeast(10_000) },
            SomeWorkflow.Named("larger") with { Conditions = Condition.Field("amount").IsAtLeast(10_001) },
            SomeWorkflow.Named("unknown") with { Conditions = Condition.Field("stage").IsNot("lost") },
            SomeWorkflow.Named("other trigger", CrmTriggers.OpportunityLost),
        ]);

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "always", "large" }));
    }

    [Test]
    public async Task Trigger_meets_by_its_code_in_upper_or_lower_case()
    {
        using var bed = new EngineUnderTest(
            [SomeWorkflow.Named("won", CrmTriggers.OpportunityWon with { Code = "OPPORTUNITY.won", Id = Guid.NewGuid() })]);

        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "won" }));
    }

    [Test]
    public async Task Inactive_workflow_does_not_run_but_is_known()
    {
        Workflow inactive = SomeWorkflow.Named("resting") with { IsActive = false };
        using var bed = new EngineUnderTest([inactive]);

        Assert.That(await bed.NamesMatchingAsync(Won), Is.Empty);
        Assert.That(bed.Directory.Current.Find(inactive.Id), Is.EqualTo(inactive));
    }

    [Test]
    public async Task Trigger_that_no_workflow_waits_for_runs_nothing_and_says_so_for_those_who_debug()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("won")]);

        Assert.That(await bed.NamesMatchingAsync(new WorkflowEvent(SomeWorkflow.InvoicePaid, "inv-7")), Is.Empty);

        var record = bed.Logs.GetSnapshot().Single(entry => entry.Id.Id == 1000);
        Assert.That(record.Level, Is.EqualTo(LogLevel.Debug));
        Assert.That(record.Message, Does.Contain("'invoice.paid'").And.Contain("inv-7"));
    }

    [Test]
    public async Task Match_carries_the_trigger_as_receivers_see_it()
    {
        var triggers = new TriggerCatalog();
        triggers.Add(CrmTriggers.OpportunityWon with { Name = "Negócio fechado" });
        using var bed = new EngineUnderTest([SomeWorkflow.Named("won")], triggers: triggers);

        WorkflowMatch match = (await bed.Engine.MatchAsync(Won)).Single();

        Assert.That(match.Trigger.Name.English, Is.EqualTo("Negócio fechado"));
        Assert.That(match.Workflow.Trigger, Is.EqualTo(CrmTriggers.OpportunityWon));
    }

    [Test]
    public async Task Conditions_on_dates_see_the_clock_of_the_engine()
    {
        using var bed = new EngineUnderTest(
            [SomeWorkflow.Named("closes today") with { Conditions = Condition.Field("closing").IsToday() }]);
        Assert.That(await bed.NamesMatchingAsync(Closing("2026-03-02")), Has.Length.EqualTo(1));

        bed.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await bed.NamesMatchingAsync(Closing("2026-03-02")), Is.Empty);
    }

    [Test]
    public async Task Time_zone_of_a_workflow_wins_over_the_engines()
    {
        // 02:00 in UTC is still the day before in São Paulo.
        Workflow closesToday = SomeWorkflow.Named("engine's") with { Conditions = Condition.Field("closing").IsToday() };
        using var bed = new EngineUnderTest(
            [closesToday, closesToday with { Name = "own", TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo") }]);
        bed.Time.Advance(TimeSpan.FromHours(17));

        Assert.That(await bed.NamesMatchingAsync(Closing("2026-03-03")), Is.EqualTo(new[] { "engine's" }));
        Assert.That(await bed.NamesMatchingAsync(Closing("2026-03-02")), Is.EqualTo(new[] { "own" }));
    }

    [Test]
    public async Task First_day_of_the_week_of_a_workflow_wins_over_the_engines()
    {
        // 1 March 2026 is a Sunday; the clock stands on the Monday after.
        Workflow closesThisWeek = SomeWorkflow.Named("engine's") with { Conditions = Condition.Field("closing").IsInThisWeek() };
        using var bed = new EngineUnderTest([closesThisWeek, closesThisWeek with { Name = "own", FirstDayOfWeek = DayOfWeek.Sunday }]);

        Assert.That(await bed.NamesMatchingAsync(Closing("2026-03-01")), Is.EqualTo(new[] { "own" }));
        Assert.That(await bed.NamesMatchingAsync(Closing("2026-03-08")), Is.EqualTo(new[] { "engine's" }));
    }

    [Test]
    public async Task Event_against_ten_thousand_workflows_looks_at_those_of_its_trigger_only()
    {
        using var bed = new EngineUnderTest(
        [
            .. Enumerable.Range(0, 9_990).Select(
                index => SomeWorkflow.Named(
                    $"other {index}",
                    CrmTriggers.All.Where(trigger => trigger != CrmTriggers.OpportunityWon).ElementAt(index % 16))),
            .. Enumerable.Range(0, 10).Select(index => SomeWorkflow.Named($"won {index}")),
        ]);

        TriggerWorkflows onTrigger = bed.Directory.Current.OnTrigger("opportunity.won")!;

        Assert.That(bed.Directory.Current.All, Has.Count.EqualTo(10_000));
        Assert.That(
            onTrigger.All.Select(compiled => compiled.Match.Workflow.Name),
            Is.EqualTo(Enumerable.Range(0, 10).Select(index => $"won {index}")));
        Assert.That(await bed.NamesMatchingAsync(Won), Has.Length.EqualTo(10));
    }

    [Test]
    public void Nothing_is_allocated_for_a_workflow_that_does_not_match()
    {
        using EngineUnderTest one = NonMatching(1);
        using EngineUnderTest hundred = NonMatching(100);

        // Both look at the same paths, so what an event costs by itself is the same but for what the compiler finds out meanwhile. The
        // smallest object has 24 bytes: one for each of the 99 more would be 2,376.
        Assert.That(AllocatedByMatching(hundred), Is.EqualTo(AllocatedByMatching(one)).Within(1_000));

        static EngineUnderTest NonMatching(int count) => new(
        [
            .. Enumerable.Range(0, count).Select(index => SomeWorkflow.Named($"w {index}") with
            {
                Conditions = Condition.Field("amount").IsGreaterThan(
                    20_000 + index) & Condition.Field("stage").ChangedTo("won") & !Condition.Field("owner").IsMissing(),
            }),
        ]);

        static long AllocatedByMatching(EngineUnderTest bed)
        {
            const int Times = 100;
            var engine = bed.Engine;
            long allocated = 0;

            // The first rounds load the workflows and compile the code.
            for (int round = 0; round < 3; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int time = 0; time < Times; time++)
                {
                    Task<IReadOnlyList<WorkflowMatch>> matching = engine.MatchAsync(Won);
                    if (round > 0 && (!matching.IsCompletedSuccessfully || matching.Result.Count > 0))
                    {
                        throw new InvalidOperationException("The event must match nothing, and at once.");
                    }

                    matching.GetAwaiter().GetResult();
                }

                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return allocated / Times;
        }
    }

    private static WorkflowEvent Closing(string date) =>
        new(CrmTriggers.OpportunityWon, "1") { Record = RecordJson.Parse($$"""{"closing":"{{date}}"}""") };
}
