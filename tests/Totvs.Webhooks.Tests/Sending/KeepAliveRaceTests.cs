using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Signing;
using Totvs.Webhooks.Tests.Support;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Sending;

/// <summary>Receivers that end a connection just as an attempt uses it again, on real sockets of loopback.</summary>
public sealed class KeepAliveRaceTests
{
    private static readonly byte[] NoContent = "HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray();

    [Test]
    public async Task Reused_connection_that_ends_before_any_answer_is_tried_once_more_within_the_attempt([Values] bool byReset)
    {
        Script script = new() { AnswersOnEachConnection = 1, EndsByReset = byReset };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        for (int attempt = 1; attempt <= 4; attempt++)
        {
            DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);
            Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), $"attempt {attempt}: {outcome.Description}");
        }

        Assert.That(script.Answered, Is.EqualTo(4));
    }

    [Test]
    public async Task Second_try_is_made_over_TLS_too()
    {
        using X509Certificate2 certificate = SelfSignedCertificate.Create();
        HashSet<string> seen = [];
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync(certificate: certificate, answer: (context, request) =>
        {
            if (!seen.Add(request.ConnectionId))
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });
        await using Clients.HostUnderTest host = new(
            webhooks => webhooks.ConfigureHttpClient(client => Clients.TrustedReceiver.Trust(client, certificate)));

        for (int attempt = 1; attempt <= 3; attempt++)
        {
            Assert.That((await host.SendAsync(receiver.Url)).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), $"attempt {attempt}");
        }
    }

    [Test]
    public async Task Fresh_connection_that_ends_before_any_answer_is_not_tried_again([Values] bool byReset)
    {
        Script script = new() { AnswersOnEachConnection = 0, EndsByReset = byReset };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionLost));
        Assert.That(script.Received, Is.EqualTo(1));
    }

    [Test]
    public async Task Reused_connection_that_ends_within_the_answer_is_not_tried_again(
        [Values("H", "HTTP/1.1 204 No", "HTTP/1.1 100 Continue\r\n\r\n")] string beginning)
    {
        Script script = new() { AnswersOnEachConnection = 1, LastWords = System.Text.Encoding.ASCII.GetBytes(beginning) };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        await sender.SendAsync(receiver.Url);
        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.IsDelivered, Is.False);
        Assert.That(script.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task Second_try_goes_on_a_fresh_connection_however_many_others_have_ended([Values] bool byReset)
    {
        const int idle = 6;
        Script script = new() { AnswersOnEachConnection = 1, EndsByReset = byReset, AnswersTogether = idle };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();
        await Task.WhenAll(Enumerable.Range(0, idle).Select(_ => sender.SendAsync(receiver.Url)));

        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), outcome.Description);
        Assert.That(script.Received, Is.EqualTo(idle + 2));
        Assert.That(receiver.Connections, Is.EqualTo(idle + 1));
    }

    [Test]
    public async Task Second_try_that_is_lost_too_ends_the_attempt()
    {
        Script script = new() { AnswersOnEachConnection = 1, AnswersInAll = 1 };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        await sender.SendAsync(receiver.Url);
        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionLost));
        Assert.That(script.Received, Is.EqualTo(3));
    }

    [Test]
    public async Task Second_try_stays_within_the_time_of_the_attempt()
    {
        Script script = new() { AnswersOnEachConnection = 1, AnswersInAll = 1, ThenIsSilent = true };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(response: SenderUnderTest.Short);

        await sender.SendAsync(receiver.Url);
        DeliveryOutcome outcome = await sender.SendAsync(receiver.Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
        Assert.That(script.Received, Is.EqualTo(3));
    }

    [Test]
    public async Task Second_try_sends_the_same_headers_and_body()
    {
        HashSet<string> seen = [];
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync((context, request) =>
        {
            if (!seen.Add(request.ConnectionId))
            {
                context.Abort();
            }

            return Task.CompletedTask;
        });
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();
        WebhookRequest request = SenderUnderTest.Request(new WebhookAction
        {
            Url = receiver.Url,
            Headers = [KeyValuePair.Create("Authorization", "Bearer a.b-c")],
            SigningSecrets = [WebhookSecret.Create()],
        });

        await sender.SendAsync(request);
        await sender.SendAsync(request);

        ReceivedRequest first = receiver.Requests[1];
        ReceivedRequest second = receiver.Requests[2];
        Assert.That(receiver.Requests, Has.Count.EqualTo(3));
        Assert.That(second.Headers, Is.EqualTo(first.Headers));
        Assert.That(second.Body, Is.EqualTo(first.Body));
        Assert.That(second.ConnectionId, Is.Not.EqualTo(first.ConnectionId));
    }

    [Test]
    public async Task Caller_that_breaks_the_attempt_off_gets_no_second_try()
    {
        using CancellationTokenSource caller = new();
        Script script = new() { AnswersOnEachConnection = 1, ThenIsSilent = true };
        await using RawReceiver receiver = RawReceiver.Start(script.ServeAsync);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        await sender.SendAsync(receiver.Url);
        Task<DeliveryOutcome> attempt = sender.SendAsync(SenderUnderTest.Request(receiver.Url), caller.Token);
        await script.IsSilent;
        await caller.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(() => attempt);
        Assert.That(script.Received, Is.EqualTo(2));
    }

    [Test]
    public async Task Body_that_ends_with_its_connection_is_whole()
    {
        await using RawReceiver receiver = RawReceiver.StartAnswering("HTTP/1.1 200 OK\r\n\r\nthanks", thenClose: true);
        using SenderUnderTest sender = SenderUnderTest.OnLoopback();

        Assert.That((await sender.SendAsync(receiver.Url)).BodyExcerpt, Is.EqualTo("thanks"));
        Assert.That((await sender.SendAsync(receiver.Url)).BodyExcerpt, Is.EqualTo("thanks"));
    }

    /// <summary>What a receiver does on each of its connections.</summary>
    private sealed class Script
    {
        private readonly TaskCompletionSource _together = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _received;
        private int _answered;

        public int AnswersOnEachConnection { get; init; }

        public int AnswersInAll { get; init; } = int.MaxValue;

        /// <summary>How many requests must have come before the first is answered.</summary>
        public int AnswersTogether { get; init; } = 1;

        public bool EndsByReset { get; init; }

        public bool ThenIsSilent { get; init; }

        public byte[] LastWords { get; init; } = [];

        public int Received => Volatile.Read(ref _received);

        public int Answered => Volatile.Read(ref _answered);

        public Task IsSilent => _silent.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public async Task ServeAsync(NetworkStream stream, CancellationToken stop)
        {
            for (int answer = 0; ; answer++)
            {
                if ((await RawReceiver.ReadRequestAsync(stream, stop)).Length == 0)
                {
                    return;
                }

                if (Interlocked.Increment(ref _received) == AnswersTogether)
                {
                    _together.TrySetResult();
                }

                await _together.Task.WaitAsync(stop);
                if (answer >= AnswersOnEachConnection || Answered >= AnswersInAll)
                {
                    // A receiver that has answered all that it will stays silent on a further connection, or ends it.
                    if (ThenIsSilent && (answer == 0 || AnswersInAll == int.MaxValue))
                    {
                        _silent.TrySetResult();
                        await RawReceiver.UntilAsync(stop);
                    }

                    await stream.WriteAsync(LastWords, stop);
                    stream.Socket.LingerState = new LingerOption(EndsByReset, 0);
                    return;
                }

                Interlocked.Increment(ref _answered);
                await stream.WriteAsync(NoContent, stop);
            }
        }
    }
}
