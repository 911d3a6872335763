using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Clients;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>A sender over the client as it is registered for a host, with the handler of production unless a test gives its own.</summary>
internal sealed class SenderUnderTest : IDisposable
{
    public const string Payload = """{"eventId":"0198f0a2-0000-7000-8000-000000000001","workflow":{"description":"Ação concluída"}}""";

    /// <summary>A time that a test waits for to run out.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    /// <summary>A time that must not run out in a test.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(25);

    private readonly ServiceProvider _provider;
    private readonly HttpWebhookSender _sender;

    public SenderUnderTest(HttpMessageHandler? handler = null, TimeProvider? timeProvider = null, SendingOptions? options = null)
    {
        Options = options ?? new SendingOptions { AllowLoopback = true };
        ServiceCollection services = new();
        services.AddWebhookHttpClient(_ => Options);
        if (handler is not null)
        {
            services.AddHttpClient(WebhookHttpClient.Name).ConfigurePrimaryHttpMessageHandler(() => handler);
        }

        _provider = services.BuildServiceProvider();
        _sender = new HttpWebhookSender(
            _provider.GetRequiredService<WebhookTransport>(),
            Options,
            timeProvider ?? TimeProvider.System,
            new FakeLogger<HttpWebhookSender>(Logs));
    }

    public SendingOptions Options { get; }

    public FakeLogCollector Logs { get; } = new();

    /// <summary>One with the handler of production that may dial loopback; every time that a test does not give is long.</summary>
    public static SenderUnderTest OnLoopback(
        TimeSpan? connect = null, TimeSpan? response = null, TimeSpan? body = null, int limit = 16 * 1024) =>
        new(options: new SendingOptions
        {
            AllowLoopback = true,
            ConnectTimeout = connect ?? Long,
            ResponseTimeout = response ?? Long,
            BodyTimeout = body ?? Long,
            BodyLimit = limit,
        });

    public static WebhookRequest Request(string url, params (string Name, string Value)[] headers) => Request(new Uri(url), headers);

    public static WebhookRequest Request(Uri url, params (string Name, string Value)[] headers) => Request(new WebhookAction
    {
        Url = url,
        Headers = [.. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
    });

    public static WebhookRequest Request(WebhookAction action) =>
        new(Guid.Parse("0198f0a2-0000-7000-8000-000000000001"), Encoding.UTF8.GetBytes(Payload), action, attempt: 1);

    /// <summary>Sends, under a guard against hanging.</summary>
    public Task<DeliveryOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken = default) =>
        _sender.SendAsync(request, cancellationToken).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

    public Task<DeliveryOutcome> SendAsync(Uri url) => SendAsync(Request(url));

    public void Dispose() => _provider.Dispose();
}
