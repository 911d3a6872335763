using System.Net;
using BenchmarkDotNet.Attributes;
using Totvs.Webhooks.Benchmarks.Delivering;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Signing;

namespace Totvs.Webhooks.Benchmarks.Sending;

/// <summary>What the guard and the signature cost one attempt.</summary>
[MemoryDiagnoser]
public class SendingBenchmarks
{
    private static readonly Uri Url = new("https://erp.example.com/hooks/crm");
    private static readonly IPAddress[] Addresses =
        [IPAddress.Parse("93.184.215.14"), IPAddress.Parse("2606:2800:21f:cb07:6820:80da:af6b:8b2c")];
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly DestinationGuard _guard = new(new SendingOptions());
    private readonly WebhookSecret[] _secrets = [WebhookSecret.Create()];
    private readonly string _id = Guid.NewGuid().ToString();

    [Benchmark(Description = "guard: the URL, at each attempt")]
    public string? GuardUrl() => _guard.Check(Url);

    [Benchmark(Description = "guard: two resolved addresses, at each connection")]
    public string? GuardAddresses() => _guard.Check("erp.example.com", Addresses);

    [Benchmark(Description = "signature: one secret over the payload")]
    public string Sign() => WebhookSignature.Header(_secrets, _id, Now, SomeEvent.Body.Span);
}
