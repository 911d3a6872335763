using System.CommandLine;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Benchmarks.Matching;

// Every figure here is a comparison within one run; read the ratios, not the absolute numbers.
var root = new RootCommand("Benchmarks of Totvs.Webhooks. Build with -c Release.");

var receiver = new Command("receiver", "Used by the others: answers every POST with 204 until its standard input ends.") { Hidden = true };
receiver.SetAction((_, _) => Receiver.RunAsync());
root.Add(receiver);

var matching = new Command("matching", "Conditions, beside RulesEngine 6.0.1 (BenchmarkDotNet).");
matching.SetAction(_ => MatchingCommand.Run());
root.Add(matching);

var cold = new Command("cold", "The first match of a process, with 1,000 workflows.");
cold.SetAction((_, _) => ColdStart.RunAsync());
root.Add(cold);

return await root.Parse(args).InvokeAsync();
