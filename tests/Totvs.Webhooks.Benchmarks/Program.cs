using System.CommandLine;
using Totvs.Webhooks.Benchmarks;
using Totvs.Webhooks.Benchmarks.Delivering;
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
var pipeline = new Command("pipeline", "Publishing and end-to-end rates of each store, beside raw HttpClient POSTs, Hangfire and Wolverine. These two take fewer events.") { rounds, events, quick, noPeers };
pipeline.SetAction((result, _) => result.GetValue(quick)
    ? PipelineCommand.RunAsync(1, 20_000, !result.GetValue(noPeers))
    : PipelineCommand.RunAsync(result.GetValue(rounds), result.GetValue(events), !result.GetValue(noPeers)));
root.Add(pipeline);

var rows = new Option<int>("--rows") { Description = "How many deliveries wait.", DefaultValueFactory = _ => 1_000_000 };
var waiting = new Command("waiting", "Working set, file and rate with deliveries waiting for a later retry in SQLite.") { rows };
waiting.SetAction((result, _) => WaitingCommand.RunAsync(result.GetValue(rows), 50_000));
root.Add(waiting);

var sending = new Command("sending", "What the destination guard and a signature cost: each alone (BenchmarkDotNet), then both in the end-to-end rate.") { rounds, events };
sending.SetAction(async (result, _) =>
{
    InProcessBenchmarks.Run<SendingBenchmarks>();
    return await SendingCommand.RunAsync(result.GetValue(rounds), result.GetValue(events));
});
root.Add(sending);

return await root.Parse(args).InvokeAsync();
