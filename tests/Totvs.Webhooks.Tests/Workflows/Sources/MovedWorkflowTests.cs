using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Sources;

namespace Totvs.Webhooks.Tests.Workflows.Sources;

/// <summary>Workflows that move between sources which are not read at the same moment.</summary>
public sealed class MovedWorkflowTests
{
    private static readonly Workflow X = SomeWorkflow.Named("x");
    private static readonly Workflow Y = SomeWorkflow.Named("y");
    private static readonly Workflow Z = SomeWorkflow.Named("z");

    private readonly FakeLogCollector _logs = new();
    private readonly FakeTimeProvider _clock = new();
    private List<string[]> _told = [];

    [SetUp]
    public void Clear()
    {
        _logs.Clear();
        _told = [];
    }

    [Test]
    public void Workflow_that_the_second_source_gains_before_the_first_loses_it_is_in_force_all_the_time()
    {
        ScriptedWorkflowSource a = Holding(X);
        ScriptedWorkflowSource b = Holding(Y);
        using WorkflowSources sources = Start(a, b);

        Change(b, X, Y);
        Assert.That(_told, Has.Count.EqualTo(1), "the set of b is refused while a still has x");
        Change(a);

        Assert.That(_told[^1], Is.EquivalentTo(new[] { "x", "y" }));
        Assert.That(_told, Has.All.Contains("x"));
    }

    [Test]
    public void Workflows_that_two_sources_exchange_are_in_force_all_the_time()
    {
        ScriptedWorkflowSource a = Holding(X);
        ScriptedWorkflowSource b = Holding(Y);
        using WorkflowSources sources = Start(a, b);

        Change(a, Y);
        Change(b, X);

        Assert.That(_told[^1], Is.EqualTo(new[] { "y", "x" }));
        Assert.That(_told, Has.All.Contains("x").And.All.Contains("y"));
    }

    [Test]
    public void Workflow_that_goes_round_three_sources_arrives()
    {
        ScriptedWorkflowSource a = Holding(X);
        ScriptedWorkflowSource b = Holding(Y);
        ScriptedWorkflowSource c = Holding(Z);
        using WorkflowSources sources = Start(a, b, c);

        Change(a, Z);
        Change(b, X);
        Change(c, Y);

        Assert.That(_told[^1], Is.EqualTo(new[] { "z", "x", "y" }));
    }

    [Test]
    public void Conflict_that_stays_is_refused_and_what_does_not_take_part_in_it_is_taken()
    {
        ScriptedWorkflowSource a = Holding(X);
        ScriptedWorkflowSource b = Holding(Y);
        using WorkflowSources sources = Start(a, b);

        Change(b, X);
        Change(a, X, Z);

        Assert.That(_told[^1], Is.EqualTo(new[] { "x", "z", "y" }));
        Assert.That(
            _logs.GetSnapshot().Where(entry => entry.Id.Id == 1003).Select(entry => entry.Message),
            Has.One.Contains("added before"));
    }

    [Test]
    public void Refused_set_that_is_taken_back_is_not_put_into_force_later()
    {
        ScriptedWorkflowSource a = Holding(X);
        ScriptedWorkflowSource b = Holding(Y);
        using WorkflowSources sources = Start(a, b);

        Change(b, X);
        Change(b, Y);
        Change(a);

        Assert.That(_told[^1], Is.EqualTo(new[] { "y" }));
    }

    [Test]
    public void Source_that_could_not_be_read_is_read_again_after_a_change_of_another()
    {
        ScriptedWorkflowSource a = Holding(X);
        ScriptedWorkflowSource b = Holding(Y);
        using WorkflowSources sources = Start(a, b);
        b.OnRead = () => throw new IOException("The file is locked.");
        b.Tell();

        b.OnRead = () => [Z];
        Change(a, X, Y);

        Assert.That(_told[^1], Is.EquivalentTo(new[] { "x", "y", "z" }));
    }

    [Test]
    public void Source_that_could_not_be_read_is_read_again_by_itself_and_its_fault_is_logged_once()
    {
        ScriptedWorkflowSource a = Holding(X);
        using WorkflowSources sources = Start(a);
        a.OnRead = () => throw new IOException("The file is locked.");
        a.Tell();
        _clock.Advance(WorkflowSources.ReadAgainAfter);

        a.OnRead = () => [Z];
        _clock.Advance(WorkflowSources.ReadAgainAfter);

        Assert.That(_told[^1], Is.EqualTo(new[] { "z" }));
        Assert.That(_logs.GetSnapshot().Count(entry => entry.Id.Id == 1004), Is.EqualTo(1));
    }

    private static ScriptedWorkflowSource Holding(params Workflow[] workflows) => new() { OnRead = () => workflows };

    private static void Change(ScriptedWorkflowSource source, params Workflow[] workflows)
    {
        source.OnRead = () => workflows;
        source.Tell();
    }

    private WorkflowSources Start(params ScriptedWorkflowSource[] sources)
    {
        var started = new WorkflowSources([], sources, WorkflowUrlCheck.None, _clock, new FakeLogger<WorkflowSources>(_logs));
        started.Start(all => _told.Add([.. all.Select(workflow => workflow.Name)]));
        return started;
    }
}
