using System.Net;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Tests.Sending;

public sealed class SenderTimeoutTests
{
    private static readonly Uri Url = new("https://receiver.example.com/");

    [Test]
    public async Task Response_has_sixty_seconds_from_the_moment_the_request_is_sent()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, time);

        Task<DeliveryOutcome> attempt = sender.SendAsync(Url);
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(59.999));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
        Assert.That(outcome.StatusCode, Is.Null);
        Assert.That(outcome.Duration, Is.EqualTo(TimeSpan.FromSeconds(60)));
        Assert.That(outcome.Description, Does.Contain("60 s"));
    }

    [Test]
    public async Task Handler_that_never_sends_is_bounded_by_both_times_together()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: false);
        using SenderUnderTest sender = new(handler, time);

        Task<DeliveryOutcome> attempt = sender.SendAsync(Url);
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(64.999));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    [Test]
    public async Task Nothing_of_the_payload_goes_out_once_the_attempt_was_told_to_have_had_no_connection()
    {
        FakeTimeProvider time = new();
        using LateHandler handler = new();
        using SenderUnderTest sender = new(handler, time);

        Task<DeliveryOutcome> attempt = sender.SendAsync(
            SenderUnderTest.Request(new WebhookAction { Url = Url, ConnectTimeout = TimeSpan.FromSeconds(1) }));
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(1));
        handler.Sends.SetResult();

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(handler.Written.Length, Is.Zero);
    }

    [Test]
    [SetCulture("pt-BR")]
    public async Task Workflow_can_shorten_the_time_to_connect()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: false);
        using SenderUnderTest sender = new(handler, time);

        Task<DeliveryOutcome> attempt = sender.SendAsync(
            SenderUnderTest.Request(new WebhookAction { Url = Url, ConnectTimeout = TimeSpan.FromSeconds(1.5) }));
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(1.499));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcome.Description, Does.Contain("1.5 s"));
    }

    [Test]
    public async Task Workflow_can_shorten_the_time_for_the_response_and_its_time_to_connect_then_no_longer_counts()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, time);
        WebhookAction action = new() { Url = Url, ConnectTimeout = TimeSpan.FromSeconds(2), ResponseTimeout = TimeSpan.FromSeconds(10) };

        Task<DeliveryOutcome> attempt = sender.SendAsync(SenderUnderTest.Request(action));
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    [Test]
    public async Task Time_that_is_none_is_not_taken_from_a_workflow()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, time);
        WebhookAction action = new() { Url = Url, ConnectTimeout = TimeSpan.FromSeconds(-2), ResponseTimeout = TimeSpan.Zero };

        Task<DeliveryOutcome> attempt = sender.SendAsync(SenderUnderTest.Request(action));
        await handler.Waits;
        handler.Response.SetResult(new HttpResponseMessage(HttpStatusCode.NoContent));

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
    }

    [Test]
    public async Task Workflow_cannot_lengthen_a_time()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, time);
        WebhookAction action = new() { Url = Url, ResponseTimeout = TimeSpan.FromHours(1) };

        Task<DeliveryOutcome> attempt = sender.SendAsync(SenderUnderTest.Request(action));
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.ResponseTimeout));
    }

    [Test]
    public async Task Callers_own_cancellation_is_no_outcome()
    {
        using CancellationTokenSource caller = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, new FakeTimeProvider());

        Task<DeliveryOutcome> attempt = sender.SendAsync(SenderUnderTest.Request(Url), caller.Token);
        await handler.Waits;
        await caller.CancelAsync();

        OperationCanceledException? thrown = Assert.CatchAsync<OperationCanceledException>(() => attempt);
        Assert.That(thrown!.CancellationToken, Is.EqualTo(caller.Token));
    }

    [Test]
    public void Cancellation_before_the_attempt_sends_nothing()
    {
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, new FakeTimeProvider());

        Assert.CatchAsync<OperationCanceledException>(
            () => sender.SendAsync(SenderUnderTest.Request(Url), new CancellationToken(canceled: true)));

        Assert.That(handler.WasCalled, Is.False);
    }

    [Test]
    public async Task Slow_body_is_cut_after_its_time_and_the_status_stands()
    {
        FakeTimeProvider time = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, time);
        using EndlessStream body = new("first words");

        Task<DeliveryOutcome> attempt = sender.SendAsync(Url);
        await handler.Waits;
        time.Advance(TimeSpan.FromSeconds(59));
        handler.Response.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) });
        await body.Waits;
        time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        Assert.That(outcome.BodyExcerpt, Is.EqualTo("first words"));
        Assert.That(outcome.Duration, Is.EqualTo(TimeSpan.FromSeconds(64)));
    }

    [Test]
    public async Task Cancellation_while_the_body_is_read_does_not_take_the_status_back()
    {
        using CancellationTokenSource caller = new();
        using WaitingHandler handler = new(readsContent: true);
        using SenderUnderTest sender = new(handler, new FakeTimeProvider());
        using EndlessStream body = new("first words");
        handler.Response.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) });

        Task<DeliveryOutcome> attempt = sender.SendAsync(SenderUnderTest.Request(Url), caller.Token);
        await body.Waits;
        await caller.CancelAsync();

        Assert.That((await attempt).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
    }
}
