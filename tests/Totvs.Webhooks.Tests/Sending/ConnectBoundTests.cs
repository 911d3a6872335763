using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>The time to connect is the attempt's, whatever its request waits for in the handler.</summary>
public sealed class ConnectBoundTests
{
    private static readonly Uri Url = new("http://receiver.example.com/");

    [Test]
    public async Task Connection_that_does_not_come_about_ends_the_attempt_after_five_seconds_as_a_connect_failure()
    {
        FakeTimeProvider time = new();
        TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SenderUnderTest sender = new(NeverConnecting(waits), time);

        Task<DeliveryOutcome> attempt = sender.SendAsync(Url);
        await waits.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcome.Duration, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(outcome.Description, Does.Contain("within 5 s").And.Not.Contain("may have received"));
    }

    [Test]
    public async Task Request_that_waits_for_the_connection_of_another_has_five_seconds_too()
    {
        FakeTimeProvider time = new();
        TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using SenderUnderTest sender = new(NeverConnecting(waits), time);
        Task<DeliveryOutcome> first = sender.SendAsync(Url);
        await waits.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(5));
        await first;

        // The connection of the first is still in the making, and the pool makes none beside it.
        Task<DeliveryOutcome> second = sender.SendAsync(Url);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.That((await second).Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That((await second).Duration, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task What_a_handler_of_the_hosts_does_before_is_no_connecting()
    {
        FakeTimeProvider time = new();
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        await using ServiceProvider provider = WithHandler(
            new HostsHandler(_ =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return Task.CompletedTask;
            }),
            time);

        DeliveryOutcome outcome = await SendAsync(provider, receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
    }

    [Test]
    public async Task Content_that_a_handler_of_the_hosts_has_read_or_changed_has_not_gone_out([Values] bool isRead)
    {
        FakeTimeProvider time = new();
        TaskCompletionSource waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ServiceProvider provider = WithHandler(new HostsHandler(Meddle(isRead)), time, NeverConnecting(waits));

        Task<DeliveryOutcome> attempt = SendAsync(provider, Url);
        await waits.Task.WaitAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(5));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcome.Description, Does.Not.Contain("may have received"));
    }

    [Test]
    public async Task Content_that_a_handler_of_the_hosts_has_read_or_changed_goes_out_and_its_response_has_its_time([Values] bool isRead)
    {
        FakeTimeProvider time = new();
        TaskCompletionSource answers = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((_, _) => answers.Task);
        await using ServiceProvider provider = WithHandler(new HostsHandler(Meddle(isRead)), time);

        Task<DeliveryOutcome> attempt = SendAsync(provider, receiver.Url);
        await receiver.WaitForRequestsAsync();
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
        Assert.That(receiver.Requests.Single().Body, Is.EqualTo(Encoding.UTF8.GetBytes(SenderUnderTest.Payload)));
        Assert.That(receiver.Requests.Single().Headers.ContentType, Is.EqualTo(new[] { "application/json; charset=utf-8" }));
        answers.SetResult();
    }

    private static Func<HttpRequestMessage, Task> Meddle(bool isRead) =>
        isRead ? request => request.Content!.LoadIntoBufferAsync() : request =>
    {
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(SenderUnderTest.Payload));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        return Task.CompletedTask;
    };

    private static ServiceProvider WithHandler(HostsHandler hosts, TimeProvider time, SocketsHttpHandler? primary = null)
    {
        ServiceCollection services = new();
        services.AddSingleton(time);
        services.AddTotvsWebhooks(webhooks => webhooks
            .Configure(options => options.Sending.AllowLoopback = true)
            .ConfigureHttpClient(client =>
            {
                client.AddHttpMessageHandler(() => hosts);
                if (primary is not null)
                {
                    client.ConfigurePrimaryHttpMessageHandler(() => primary);
                }
            }));
        return services.BuildServiceProvider();
    }

    private static Task<DeliveryOutcome> SendAsync(ServiceProvider provider, Uri url) =>
        provider.GetRequiredService<IWebhookSender>().SendAsync(SenderUnderTest.Request(url)).WaitAsync(TimeSpan.FromSeconds(30));

    private static SocketsHttpHandler NeverConnecting(TaskCompletionSource waits)
    {
        SocketsHttpHandler handler = SendingHttpHandler.Create(new SendingOptions());
        handler.ConnectTimeout = Timeout.InfiniteTimeSpan;
        handler.ConnectCallback = async (_, _) =>
        {
            waits.TrySetResult();
            return await new TaskCompletionSource<Stream>().Task;
        };
        return handler;
    }

    private sealed class HostsHandler(Func<HttpRequestMessage, Task> act) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await act(request);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
