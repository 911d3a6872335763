using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

public sealed class DestinationFuzzTests
{
    private const int Urls = 100_000;
    private const int Workers = 2;
    private const int Seed = 20260501;

    [Test]
    public async Task Of_100_000_random_URLs_nothing_that_is_not_public_is_dialled_and_nothing_throws()
    {
        ConcurrentQueue<IPAddress> wronglyDialled = new();
        ConcurrentDictionary<DeliveryOutcomeKind, int> kinds = new();
        int dialled = 0;

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            RandomDestinations destinations = new(Seed + worker);
            SendingOptions options = new();
            DestinationConnector connector = new(options, (_, _, _) => Task.FromResult(destinations.NextAnswers()), (endpoint, _) =>
            {
                Interlocked.Increment(ref dialled);
                if (!PublicAddressOracle.IsPublic(endpoint.Address))
                {
                    wronglyDialled.Enqueue(endpoint.Address);
                }

                throw new SocketException((int)SocketError.ConnectionRefused);
            }, TimeProvider.System);
            using SenderUnderTest sender = new(SendingHttpHandler.Create(options, connector), options: options);
            for (int index = 0; index < Urls / Workers; index++)
            {
                DeliveryOutcome outcome = await sender.SendAsync(destinations.NextUrl());
                kinds.AddOrUpdate(outcome.Kind, 1, (_, count) => count + 1);
            }
        })));

        TestContext.Out.WriteLine(
            $"seed {Seed}: {dialled} dialled; "
                + $"{string.Join(", ", kinds.OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value}"))}");
        Assert.That(wronglyDialled, Is.Empty);
        Assert.That(kinds.Values.Sum(), Is.EqualTo(Urls));
        Assert.That(
            kinds.Keys,
            Is.SubsetOf(
                [DeliveryOutcomeKind.DestinationRefused, DeliveryOutcomeKind.ConnectionFailed, DeliveryOutcomeKind.NameResolution]));
        Assert.That(dialled, Is.GreaterThan(Urls / 50), "Public ones are dialled.");
    }

    [Test]
    public void Rules_and_plain_arithmetic_agree_on_random_addresses()
    {
        RandomDestinations destinations = new(Seed);
        int publicOnes = 0;
        for (int index = 0; index < 200_000; index++)
        {
            foreach (IPAddress address in destinations.NextAnswers())
            {
                bool isPublic = PublicAddressOracle.IsPublic(address);
                publicOnes += isPublic ? 1 : 0;
                Assert.That(AddressRules.Find(address) is null, Is.EqualTo(isPublic), address.ToString());
            }
        }

        Assert.That(publicOnes, Is.GreaterThan(1000));
    }
}
