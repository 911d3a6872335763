using System.CommandLine;
using Totvs.Webhooks.Benchmarks;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Benchmarks.Idle;
using Totvs.Webhooks.Benchmarks.Isolation;
using Totvs.Webhooks.Benchmarks.Latency;
using Totvs.Webhooks.Benchmarks.Matching;
using Totvs.Webhooks.Benchmarks.Sending;

// Every figure here is a comparison within one run; read the ratios, not the absolute numbers.
var root = new RootCommand("Benchmarks of Totvs.Webhooks. Build with -c Release.");

var receiver = new Command("receiver", "Used by the others: answers every POST with 204 until its standard input ends.") { Hidden = true };
receiver.SetAction((_, _) => Receiver.RunAsync());
root.Add(receiver);

var matching = new Command("matching", "Conditions, beside RulesEngine 6.0.1 (BenchmarkDotNet).");
matching.SetAction(_ => InProcessBenchmarks.Run<MatchingBenchmarks>());
root.Add(matching);

var cold = new Command("cold", "The first match of a process, with 1,000 workflows.");
cold.SetAction((_, _) => ColdStart.RunAsync());
root.Add(cold);

var rounds = new Option<int>("--rounds") { Description = "How many rounds; the figures are medians.", DefaultValueFactory = _ => 5 };
var events = new Option<int>("--events") { Description = "How many events a round.", DefaultValueFactory = _ => 100_000 };
var quick = new Option<bool>("--quick") { Description = "One short round: done within a minute." };
var noPeers = new Option<bool>("--no-peers") { Description = "Leave out Hangfire and Wolverine." };
var pipeline = new Command(
    "pipeline",
    "Publishing and end-to-end rates of each store, beside raw HttpClient POSTs, Hangfire and Wolverine. These two take fewer events.")
{
    rounds, events, quick, noPeers,
};
pipeline.SetAction((result, _) => result.GetValue(quick)
    ? PipelineCommand.RunAsync(1, 20_000, !result.GetValue(noPeers))
    : PipelineCommand.RunAsync(result.GetValue(rounds), result.GetValue(events), !result.GetValue(noPeers)));
root.Add(pipeline);

var waiting = new Command(
    "waiting",
    "Working set, file, rate and start with 1,000, 100,000 and 1,000,000 deliveries waiting for a later retry in SQLite.")
{
    quick,
};
waiting.SetAction((result, _) => result.GetValue(quick)
    ? WaitingCommand.RunAsync([1_000, 50_000], 10_000, 1)
    : WaitingCommand.RunAsync([1_000, 100_000, 1_000_000], 50_000, 3));
root.Add(waiting);

var sending = new Command(
    "sending", "What the destination guard and a signature cost: each alone (BenchmarkDotNet), then both in the end-to-end rate.")
{
    rounds, events,
};
sending.SetAction(async (result, _) =>
{
    InProcessBenchmarks.Run<SendingBenchmarks>();
    return await SendingCommand.RunAsync(result.GetValue(rounds), result.GetValue(events));
});
root.Add(sending);

var destinations = new Argument<int>("destinations");
var timedReceiver =
    new Command("timed-receiver", "Used by the others: several destinations that note when each POST arrives.") { destinations };
timedReceiver.Hidden = true;
timedReceiver.SetAction((result, _) => TimedReceiver.RunAsync(result.GetValue(destinations)));
root.Add(timedReceiver);

var latencyRounds = new Option<int>("--rounds") { Description = "How many rounds; the figures are medians.", DefaultValueFactory = _ => 3 };
var latencySeconds = new Option<int>("--seconds") { Description = "How long each measurement takes.", DefaultValueFactory = _ => 10 };
var withoutWarmUp = new Option<bool>("--cold") { Description = "Without the round that warms up." };
var latency = new Command("latency", "From publish to received, at steady paces, beside raw HttpClient POSTs.")
{
    latencyRounds, latencySeconds, withoutWarmUp, quick,
};
latency.SetAction((result, _) => result.GetValue(quick)
    ? LatencyCommand.RunAsync(1, TimeSpan.FromSeconds(2))
    : LatencyCommand.RunAsync(
        result.GetValue(latencyRounds),
        TimeSpan.FromSeconds(result.GetValue(latencySeconds)),
        !result.GetValue(withoutWarmUp)));
root.Add(latency);

var rate = new Option<int>("--rate") { Description = "Events a second for each destination.", DefaultValueFactory = _ => 100 };
var phase = new Option<int>("--seconds") { Description = "How long each phase takes.", DefaultValueFactory = _ => 60 };
var backlog = new Option<int>("--waiting")
{
    Description = "How many deliveries wait for each destination that hangs.",
    DefaultValueFactory = _ => 10_000,
};
var store = new Option<string>("--store") { Description = "The store.", DefaultValueFactory = _ => StoreChoice.SqliteFull.Name };
store.AcceptOnlyFromAmong(StoreChoice.Memory.Name, StoreChoice.SqliteFull.Name);
var isolation =
    new Command("isolation", "What healthy destinations lose when one, then five of ten hang.") { rate, phase, backlog, store, quick };
isolation.SetAction((result, _) =>
{
    StoreChoice choice = result.GetValue(store) == StoreChoice.Memory.Name ? StoreChoice.Memory : StoreChoice.SqliteFull;
    return result.GetValue(quick)
        ? IsolationCommand.RunAsync(choice, result.GetValue(rate), TimeSpan.FromSeconds(5), 1_000)
        : IsolationCommand.RunAsync(choice, result.GetValue(rate), TimeSpan.FromSeconds(result.GetValue(phase)), result.GetValue(backlog));
});
root.Add(isolation);

var idleSeconds = new Option<int>("--seconds") { Description = "How long nothing happens.", DefaultValueFactory = _ => 60 };
var idle = new Command("idle", "Processor time, memory and store calls of a host that has nothing to do.") { idleSeconds };
idle.SetAction((result, _) => IdleCommand.RunAsync(TimeSpan.FromSeconds(result.GetValue(idleSeconds))));
root.Add(idle);

var everything = new Command(
    "everything",
    "All that docs/performance.md shows, in one run: pipeline, latency, waiting, isolation, idle. About a quarter of an hour.")
{
    quick,
};
everything.SetAction((result, _) => EverythingCommand.RunAsync(result.GetValue(quick)));
root.Add(everything);

return await root.Parse(args).InvokeAsync();
