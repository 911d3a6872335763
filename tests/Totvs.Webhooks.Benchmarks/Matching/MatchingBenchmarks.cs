using BenchmarkDotNet.Attributes;
using RulesEngine.Models;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Matching;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Benchmarks.Matching;

/// <summary>A hundred conditions that do not match, each figure per condition; and one event against few and many workflows.</summary>
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private const int Conditions = 100;
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly WorkflowIndex _hundred = MatchingSetup.Index(Conditions, Conditions);
    private readonly WorkflowIndex _tenOfTen = MatchingSetup.Index(10, 10);
    private readonly WorkflowIndex _tenOfTenThousand = MatchingSetup.Index(10, 10_000);
    private readonly FieldPathTable _paths = new();
    private readonly RuleParameter _record = new("record", new RecordOfTen());
    private CompiledCondition[] _conditions = [];
    private RecordView _view = default!;
    private RulesEngine.RulesEngine _rules = default!;

    [GlobalSetup]
    public async Task Setup()
    {
        _conditions = [.. Enumerable.Range(0, Conditions).Select(number => CompiledCondition.Compile(
            MatchingSetup.WorkflowWithOneCondition(number, CrmTriggers.OpportunityWon).Conditions!, MatchingSetup.Settings, _paths))];
        _view = new RecordView(_paths, MatchingSetup.Record, null, Now);
        _rules = new RulesEngine.RulesEngine(
        [
            new RulesEngine.Models.Workflow
            {
                WorkflowName = "all",
                Rules = [.. Enumerable.Range(0, Conditions).Select(number => new Rule
                {
                    RuleName = $"rule{number}",
                    RuleExpressionType = RuleExpressionType.LambdaExpression,
                    Expression = $"record.Field{number % MatchingSetup.Fields} >= 10000",
                })],
            },
        ]);
        await _rules.ExecuteAllRulesAsync("all", _record);
    }

    [Benchmark(Description = "Totvs.Webhooks: one condition, the record's view made for a hundred", OperationsPerInvoke = Conditions)]
    public async Task<int> OursWithViewAsync() => (await _hundred.OnTrigger("opportunity.won")!.Match(MatchingSetup.Event, Now)).Count;

    [Benchmark(Description = "Totvs.Webhooks: one condition, the view there already", OperationsPerInvoke = Conditions)]
    public int Ours()
    {
        int matched = 0;
        foreach (CompiledCondition condition in _conditions)
        {
            matched += condition.Evaluate(_view) == ConditionResult.True ? 1 : 0;
        }

        return matched;
    }

    [Benchmark(Baseline = true, Description = "RulesEngine 6.0.1: one condition", OperationsPerInvoke = Conditions)]
    public async Task<int> RulesEngineAsync() => (await _rules.ExecuteAllRulesAsync("all", _record)).Count(result => result.IsSuccess);

    [Benchmark(Description = "Totvs.Webhooks: an event against 10 workflows, all on its trigger")]
    public async Task<int> TenOfTenAsync() => (await _tenOfTen.OnTrigger("opportunity.won")!.Match(MatchingSetup.Event, Now)).Count;

    [Benchmark(Description = "Totvs.Webhooks: an event against 10,000 workflows, 10 on its trigger")]
    public async Task<int> TenOfTenThousandAsync() => (await _tenOfTenThousand.OnTrigger("opportunity.won")!.Match(MatchingSetup.Event, Now)).Count;
}
