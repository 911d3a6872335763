using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Tests.Workflows;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Matching;

/// <summary>A change of one workflow leaves what is compiled of the others.</summary>
public sealed class WorkflowReuseTests
{
    private static readonly WorkflowEvent Won = new(CrmTriggers.OpportunityWon, "1")
    {
        Record = RecordJson.From(new Dictionary<string, object?> { ["stage"] = "won" }),
    };

    [Test]
    public async Task Trigger_whose_workflows_did_not_change_keeps_its_compiled_form()
    {
        Workflow lost = Matching("lost", "^won$") with { Trigger = CrmTriggers.OpportunityLost };
        using var bed = new EngineUnderTest([lost]);
        await bed.Store.SaveAsync(Matching("first", "^won$"));
        TriggerWorkflows? before = bed.Directory.Current.OnTrigger(lost.Trigger.Code);

        await bed.Store.SaveAsync(Matching("second", "^won$"));

        Assert.That(bed.Directory.Current.OnTrigger(lost.Trigger.Code), Is.SameAs(before));
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "first", "second" }));
    }

    [Test]
    public async Task Workflow_saved_beside_others_of_its_trigger_is_the_only_one_compiled()
    {
        using var bed = new EngineUnderTest([Matching("a", "^won$"), Matching("c", "^lost$")]);
        await bed.NamesMatchingAsync(Won);
        CompiledWorkflow[] before = [.. OnWon(bed).All];

        await bed.Store.SaveAsync(Matching("b", "^w") with { Conditions = new RecordReference().Field("other").IsMissing() });

        Assert.That(OnWon(bed).All.Select(compiled => compiled.Match.Workflow.Name), Is.EqualTo(new[] { "a", "b", "c" }));
        Assert.That((OnWon(bed).All[0], OnWon(bed).All[2]), Is.EqualTo((before[0], before[1])));
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public async Task Workflow_that_changed_is_judged_by_its_new_conditions_and_a_deleted_one_no_more()
    {
        using var bed = new EngineUnderTest([Matching("a", "^won$")]);
        Workflow edited = Matching("b", "^lost$");
        await bed.Store.SaveAsync(edited);

        await bed.Store.SaveAsync(edited with { Conditions = Matching("b", "^won$").Conditions });
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "a", "b" }));

        await bed.Store.SaveAsync(edited with { Name = "0" });
        Assert.That(await bed.NamesMatchingAsync(Won), Is.EqualTo(new[] { "a" }));

        await bed.Store.DeleteAsync(edited.Id);
        Assert.That(OnWon(bed).All, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Paths_of_conditions_that_were_replaced_do_not_pile_up()
    {
        using var bed = new EngineUnderTest([]);
        Workflow edited = Matching("edited", "^won$");
        for (int edit = 0; edit < 1_000; edit++)
        {
            await bed.Store.SaveAsync(edited with { Conditions = new RecordReference().Field($"field{edit}").Changed() });
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        OnWon(bed).View(Won, DateTimeOffset.UnixEpoch);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(32 * 1024), "an event's view has a place for each path");
    }

    [Test]
    public async Task Saving_one_beside_thousands_checks_and_compiles_that_one_alone()
    {
        using var bed = new EngineUnderTest([]);
        Workflow[] many = [.. Enumerable.Range(0, 300).Select(number => Matching($"w{number}", "^(a|b)+c{2,5}[0-9a-f]*$"))];
        foreach (Workflow workflow in many[1..])
        {
            await bed.Store.SaveAsync(workflow);
        }

        await bed.NamesMatchingAsync(Won);
        long before = GC.GetAllocatedBytesForCurrentThread();
        await bed.Store.SaveAsync(many[0]);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.That(allocated, Is.LessThan(400_000), "300 workflows that were checked and compiled anew take many times as much");
    }

    [Test]
    public void Equal_patterns_are_one_object_and_others_are_not()
    {
        var patterns = new ConditionPatterns();

        var first = patterns.Make("^won$", ignoreCase: false, out _);

        Assert.That(first, Is.Not.Null);
        Assert.That(patterns.Make("^won$", ignoreCase: false, out _), Is.SameAs(first));
        Assert.That(patterns.Make("^won$", ignoreCase: true, out _), Is.Not.SameAs(first));
        Assert.That(patterns.Make("^lost$", ignoreCase: false, out _), Is.Not.SameAs(first));
        Assert.That(patterns.Make("(", ignoreCase: false, out string? error), Is.Null);
        Assert.That(error, Does.Contain("'('"));
    }

    private static TriggerWorkflows OnWon(EngineUnderTest bed) => bed.Directory.Current.OnTrigger(CrmTriggers.OpportunityWon.Code)!;

    private static Workflow Matching(string name, string pattern) =>
        SomeWorkflow.Stored(name) with { Conditions = new RecordReference().Field("stage").Matches(pattern) };
}
