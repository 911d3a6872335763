using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Benchmarks.Sending;

/// <summary>
/// The end-to-end rate with the destination guard and a signature, as a ratio to the rate without either, round by round in one run.
/// </summary>
internal static class SendingCommand
{
    private const int Concurrency = 64;

    /// <summary>In memory with a handler that has no guard in it.</summary>
    private static readonly StoreChoice Bare = new("bare", (webhooks, folder) =>
    {
        StoreChoice.Memory.Use(webhooks, folder);
        webhooks.ConfigureHttpClient(client => client.ConfigurePrimaryHttpMessageHandler(
            () => new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false }));
    });

    public static async Task<int> RunAsync(int rounds, int events)
    {
        using ReceiverProcess receiver = await ReceiverProcess.StartAsync();
        List<double> ratios = [];
        for (int round = 0; round <= rounds; round++)
        {
            double without = await RateAsync(Bare, receiver, SomeEvent.WorkflowTo(receiver.Url), events);
            double with = await RateAsync(StoreChoice.Memory, receiver, Signed(receiver.Url), events);
            string name = round == 0 ? "warm-up" : "round";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"sending {name} {round} without={without:N0}/s with={with:N0}/s ratio={with / without:N2}"));
            if (round > 0)
            {
                ratios.Add(with / without);
            }
        }

        ratios.Sort();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"bench guard-and-signature {ratios[ratios.Count / 2]:F3} of-the-rate-without -"));
        return 0;
    }

    private static Workflow Signed(Uri url)
    {
        Workflow workflow = SomeEvent.WorkflowTo(url);
        return workflow with { Action = workflow.Action with { SigningSecrets = [WebhookSecret.Create()] } };
    }

    private static async Task<double> RateAsync(StoreChoice store, ReceiverProcess receiver, Workflow workflow, int events)
    {
        await using var pipeline = new Pipeline(store, workflow, Concurrency);
        await pipeline.StartAsync();
        await pipeline.DeliverAsync(receiver, Concurrency * 20, Concurrency);
        return (await Throughput.MeasureAsync(events, () => pipeline.DeliverAsync(receiver, events, Concurrency))).PerSecond;
    }
}
