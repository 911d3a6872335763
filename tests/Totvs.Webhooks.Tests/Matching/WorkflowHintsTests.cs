using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

/// <summary>What the engine tells where a name in a definition or an event is not the one that was meant.</summary>
public sealed class WorkflowHintsTests
{
    [TestCase("amount", """{"Amount":1}""", "Amount")]
    [TestCase("Amount", """{"amount":1}""", "amount")]
    [TestCase("closeDate", """{"close_date":1}""", "close_date")]
    [TestCase("ammount", """{"amount":1}""", "amount")]
    [TestCase("customer.state", """{"customer":{"State":1}}""", "customer.State")]
    [TestCase("customer.state", """{"Customer":{"State":1}}""", "Customer.State")]
    [TestCase("customer.address.state", """{"customer":{"Address":{"state":1}}}""", "customer.Address.state")]
    [TestCase("items[].code", """{"items":[{"Code":1}]}""", "items[].Code")]
    [TestCase("items[].code", """{"Items":[{"code":1}]}""", "Items[].code")]
    [TestCase("items[0].code", """{"items":[{"Code":1}]}""", "items[0].Code")]
    [TestCase("items.code", """{"items":[{"code":1}]}""", "items[].code")]
    [TestCase("'full name'", """{"Full Name":1}""", "'Full Name'")]
    public async Task Path_that_the_record_lacks_is_told_with_the_one_that_it_has(string path, string record, string suggestion)
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("large") with { Conditions = Condition.Field(path).Is(2) }]);

        await bed.Engine.MatchAsync(Won(record));

        FakeLogRecord told = Told(bed, 1040).Single();
        Assert.That(told.Level, Is.EqualTo(LogLevel.Debug));
        Assert.That(told.Message, Does.Contain("'large'").And.Contain($"'{path}'").And.Contain($"did you mean '{suggestion}'?"));
    }

    [TestCase("amount", """{"amount":1,"Amount":2}""")]
    [TestCase("amount", """{"amount":null,"Amount":2}""")]
    [TestCase("amount", """{"stage":1}""")]
    [TestCase("amount", "{}")]
    [TestCase("amount", "[]")]
    [TestCase("amount", "5")]
    [TestCase("amount", """{"Amount\ud800":1}""")]
    [TestCase("id", """{"ab":1}""")]
    [TestCase("customer.state", """{"customer":null}""")]
    [TestCase("items[].code", """{"items":[]}""")]
    [TestCase("items[5].code", """{"items":[{"Code":1}]}""")]
    public async Task Path_that_is_there_or_has_none_near_it_is_not_told(string path, string record)
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("large") with { Conditions = Condition.Field(path).Is(2) }]);
        await bed.Engine.MatchAsync(Won(record));
        await bed.Engine.MatchAsync(new WorkflowEvent(CrmTriggers.OpportunityWon, "1"));
        Assert.That(Told(bed, 1040), Is.Empty);
    }

    [Test]
    public async Task Path_is_told_once_for_each_workflow_also_after_others_changed()
    {
        using var bed = new EngineUnderTest(
        [
            SomeWorkflow.Named("first") with { Conditions = Condition.Field("amount").Is(1) & Condition.Field("stage").Is("won") },
            SomeWorkflow.Named("second") with
            {
                Conditions = !Condition.Any(Condition.Field("total").IsGreaterThan(Operand.Field("amount"))),
            },
            SomeWorkflow.Named("third") with { Conditions = Condition.Field("total").IsGreaterThan(Operand.Previous("amount")) },
            SomeWorkflow.Named("inactive") with { Conditions = Condition.Field("amount").Is(1), IsActive = false },
        ]);
        for (int i = 0; i < 3; i++)
        {
            await bed.Engine.MatchAsync(Won("""{"Amount":1,"Stage":"won","total":2}"""));
            await bed.Store.SaveAsync(SomeWorkflow.Stored($"other {i}"));
        }

        Assert.That(
            Told(bed, 1040).Select(told => (told.GetStructuredStateValue("Workflow"), told.GetStructuredStateValue("Path"))),
            Is.EquivalentTo(new[] { ("first", "amount"), ("first", "stage"), ("second", "amount"), ("third", "amount") }));
    }

    [Test]
    public async Task Path_behind_a_condition_that_decided_already_is_told_too()
    {
        using var bed = new EngineUnderTest(
            [SomeWorkflow.Named("w") with { Conditions = Condition.Field("a").Is(1) & Condition.Field("amount").Is(1) }]);
        await bed.Engine.MatchAsync(Won("""{"a":2,"Amount":1}"""));
        Assert.That(Told(bed, 1040), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Nothing_is_told_where_debug_messages_are_not_taken()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("w") with { Conditions = Condition.Field("amount").Is(1) }]);
        var logs = new FakeLogCollector();
        var logger = new FakeLogger<WorkflowEngine>(logs);
        logger.ControlLevel(LogLevel.Debug, enabled: false);
        var engine = new WorkflowEngine(bed.Directory, bed.Time, logger);
        await engine.MatchAsync(Won("""{"Amount":1}"""));
        Assert.That(logs.GetSnapshot(), Is.Empty);
    }

    [Test]
    public async Task Event_of_an_unknown_trigger_is_told_once_with_the_code_that_was_meant()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("paid", SomeWorkflow.InvoicePaid)]);

        foreach (string code in new[] { "oportunity.won", "oportunity.won", "OPORTUNITY.won", "invoice.payd", "zzz" })
        {
            await bed.Engine.MatchAsync(Of(code));
        }

        List<FakeLogRecord> told = Told(bed, 1041);
        Assert.That(told.Select(record => record.Level), Is.All.EqualTo(LogLevel.Warning));
        Assert.That(
            told.Select(record => record.GetStructuredStateValue("Trigger")),
            Is.EqualTo(new[] { "oportunity.won", "invoice.payd", "zzz" }));
        Assert.That(told[0].Message, Does.Contain("did you mean 'opportunity.won'?"));
        Assert.That(told[1].Message, Does.Contain("did you mean 'invoice.paid'?"));
        Assert.That(told[2].Message, Does.Not.Contain("did you mean"));
    }

    [Test]
    public async Task Event_of_a_trigger_that_the_catalog_or_a_workflow_knows_is_not_told()
    {
        var triggers = new TriggerCatalog();
        triggers.Add(SomeWorkflow.InvoicePaid);
        using var bed = new EngineUnderTest(
            [
                SomeWorkflow.Named("w", Of("own.one").Trigger),
                SomeWorkflow.Named("inactive", Of("own.two").Trigger) with { IsActive = false },
            ],
            triggers: triggers);
        foreach (
            Trigger trigger in new[]
            {
                CrmTriggers.LeadCreated,
                SomeWorkflow.InvoicePaid,
                Of("INVOICE.PAID").Trigger,
                Of("own.one").Trigger,
                Of("own.two").Trigger,
            })
        {
            await bed.Engine.MatchAsync(new WorkflowEvent(trigger, "1"));
        }

        Assert.That(Told(bed, 1041), Is.Empty);
    }

    [Test]
    public async Task Codes_without_end_are_told_up_to_a_bound()
    {
        using var bed = new EngineUnderTest([]);
        for (int i = 0; i < 2_000; i++)
        {
            await bed.Engine.MatchAsync(Of(string.Create(CultureInfo.InvariantCulture, $"made.of.data.{i}")));
        }

        await bed.Engine.MatchAsync(Of(new string('x', 1_000_000)));
        Assert.That(Told(bed, 1041), Has.Count.EqualTo(1_000));
    }

    [Test]
    public async Task Searches_of_one_event_take_no_more_than_a_second_together()
    {
        Workflow[] workflows =
        [
            .. Enumerable.Range(0, 20).Select(
                number => SomeWorkflow.Named($"w {number:00}") with { Conditions = Condition.Field("x").Matches("a") }),
        ];
        using var bed = new EngineUnderTest(workflows);
        var clock = new ClockOfSearches(TimeSpan.FromMilliseconds(100));
        var engine = new WorkflowEngine(bed.Directory, clock, new FakeLogger<WorkflowEngine>(bed.Logs));
        WorkflowEvent workflowEvent = Won("""{"x":"a"}""");

        // Each search takes a tenth of a second on this clock: ten make the second full, and none is begun after them.
        Assert.That(
            (await engine.MatchAsync(workflowEvent)).Select(match => match.Workflow.Name),
            Is.EqualTo(Enumerable.Range(0, 10).Select(number => $"w {number:00}")));
        FakeLogRecord told = Told(bed, 1042).Single();
        Assert.That(told.Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(told.Message, Does.Contain("opportunity.won").And.Contain("00:00:01"));

        IReadOnlyList<WorkflowExplanation> explanations = await engine.ExplainAsync(workflowEvent);
        Assert.That(explanations.Take(10).Select(explanation => explanation.Runs), Is.All.True);
        Assert.That(explanations.Skip(10).Select(explanation => explanation.Conditions!.Reason), Is.All.EqualTo(ConditionReason.TooSlow));

        // The next event has a second of its own.
        Assert.That(await engine.MatchAsync(workflowEvent), Has.Count.EqualTo(10));
    }

    [Test]
    public async Task Searches_over_the_elements_of_one_list_count_as_well()
    {
        using var bed = new EngineUnderTest([SomeWorkflow.Named("w") with { Conditions = Condition.Field("x[]").All().Matches("a") }]);
        var engine = new WorkflowEngine(
            bed.Directory,
            new ClockOfSearches(TimeSpan.FromMilliseconds(100)),
            new FakeLogger<WorkflowEngine>(bed.Logs));
        Assert.That(await engine.MatchAsync(Won("""{"x":["a","a","a","a","a","a","a","a","a","a"]}""")), Has.Count.EqualTo(1));
        Assert.That(Told(bed, 1042), Is.Empty);
        Assert.That(await engine.MatchAsync(Won("""{"x":["a","a","a","a","a","a","a","a","a","a","a"]}""")), Is.Empty);
        Assert.That(Told(bed, 1042), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Searches_are_explained_once_each_however_deep_their_groups_are()
    {
        Condition condition = Condition.Field("x").Matches("a");
        for (int i = 0; i < 12; i++)
        {
            condition = Condition.All(condition);
        }

        using var bed = new EngineUnderTest(
            [SomeWorkflow.Named("w") with { Conditions = condition & Condition.Not(Condition.Not(condition)) }]);
        var engine = new WorkflowEngine(
            bed.Directory,
            new ClockOfSearches(TimeSpan.FromMilliseconds(100)),
            new FakeLogger<WorkflowEngine>(bed.Logs));
        WorkflowExplanation explanation = (await engine.ExplainAsync(Won("""{"x":"a"}"""))).Single();
        Assert.That(explanation.Runs, Is.True);
    }

    private static WorkflowEvent Won(string record) => new(CrmTriggers.OpportunityWon, "1") { Record = RecordJson.Parse(record) };

    private static WorkflowEvent Of(string code) => new(SomeWorkflow.InvoicePaid with { Code = code }, "1");

    private static List<FakeLogRecord> Told(EngineUnderTest bed, int id) => [.. bed.Logs.GetSnapshot().Where(record => record.Id.Id == id)];

    private sealed class ClockOfSearches(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += step.Ticks;
    }
}
