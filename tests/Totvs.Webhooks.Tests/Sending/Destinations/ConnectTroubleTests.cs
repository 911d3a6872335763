using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Sending;
using Totvs.Webhooks.Sending.Destinations;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>Names that hang and addresses that stay silent, through the sender.</summary>
public sealed class ConnectTroubleTests
{
    private const string Silent = "93.184.215.14";
    private const string Good = "93.184.215.15";
    private static readonly Uri Url = new("http://hooks.example.com/in");
    private static readonly Uri DeadUrl = new("http://dead.example.com/in");

    [TestCase(Silent, Good)]
    [TestCase("2606:4700::1111", Good)]
    [TestCase(Silent, "2606:4700::1111", Good)]
    public async Task Address_that_stays_silent_does_not_keep_the_good_one_behind_it_from_being_dialled(params string[] answers)
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        SendingOptions options = new() { ConnectTimeout = SenderUnderTest.Long };
        ScriptedNetwork network = new(_ => answers, receiver.Url) { Silent = { Silent, "2606:4700::1111" } };
        using SenderUnderTest sender = new(network.Handler(options), options: options);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered), outcome.Description);
        Assert.That(network.LookUps, Has.Count.EqualTo(1));
        Assert.That(network.Dialled, Has.Count.EqualTo(answers.Length));
    }

    [Test]
    public async Task Attempt_that_no_address_answered_ends_as_a_connect_timeout_that_names_them()
    {
        FakeTimeProvider time = new();
        ScriptedDials dials = new();
        SendingOptions options = new();
        IPAddress[] answers = [IPAddress.Parse(Good), IPAddress.Parse(Silent)];
        using SenderUnderTest sender = new(
            Unbounded(
                SendingHttpHandler.Create(
                    options, new DestinationConnector(options, (_, _, _) => Task.FromResult(answers), dials.DialAsync, time))),
            time);
        dials.Refuse(Good);

        Task<DeliveryOutcome> attempt = sender.SendAsync(Url);
        await dials.WaitForAsync(Silent);
        time.Advance(TimeSpan.FromSeconds(5));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(
            outcome.Description,
            Is.EqualTo($"No connection to hooks.example.com:80 within 5 s: {Good} refused the connection, {Silent} did not answer."));
    }

    [Test]
    public async Task Addresses_that_all_refuse_are_a_failed_connection_that_names_them()
    {
        ScriptedNetwork network = new(_ => [Silent, "2606:4700::1111"]);
        using SenderUnderTest sender = new(network.Handler());

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionFailed));
        Assert.That(
            outcome.Description,
            Does.Contain("hooks.example.com:80").And.Contain($"{Silent} refused").And.Contain("2606:4700::1111 refused"));
    }

    [Test]
    public async Task Look_up_that_hangs_ends_the_attempt_after_five_seconds_as_a_connect_failure()
    {
        FakeTimeProvider time = new();
        using ScriptedResolver resolver = new();
        using SenderUnderTest sender = new(Handler(resolver, time), time);

        Task<DeliveryOutcome> attempt = sender.SendAsync(DeadUrl);
        await resolver.WaitForHangingAsync(1);
        time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.That(attempt.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromMilliseconds(1));

        DeliveryOutcome outcome = await attempt;
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcome.Duration, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(outcome.Description, Does.Contain("within 5 s").And.Contain("look-up").And.Not.Contain("may have received"));
    }

    [Test]
    public async Task Attempt_that_gets_no_look_up_in_its_time_says_so()
    {
        FakeTimeProvider time = new();
        using ScriptedResolver resolver = new();
        using SemaphoreSlim asked = new(0);
        using SenderUnderTest sender = new(Handler(resolver, time, asked: asked), time);
        Task<DeliveryOutcome>[] attempts =
        [
            .. Enumerable.Range(0, 200).Select(index => sender.SendAsync(new Uri($"http://{index}.dead.example.com/"))),
        ];
        await resolver.WaitForHangingAsync(112);
        for (int index = 0; index < attempts.Length; index++)
        {
            // The platform begins to connect on the pool: what has not asked yet would have nothing to say.
            Assert.That(await asked.WaitAsync(TimeSpan.FromSeconds(30)), Is.True, $"{index} names were asked for");
        }

        time.Advance(TimeSpan.FromSeconds(5));

        DeliveryOutcome[] outcomes = await Task.WhenAll(attempts);

        Assert.That(outcomes.Select(outcome => outcome.Kind), Is.All.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcomes.Count(outcome => outcome.Description!.Contains("had no answer.", StringComparison.Ordinal)), Is.EqualTo(112));
        Assert.That(
            outcomes.Count(outcome => outcome.Description!.Contains("had to wait for a look-up", StringComparison.Ordinal)),
            Is.EqualTo(88));
    }

    [Test]
    public async Task Live_name_is_delivered_to_beside_a_hundred_that_hang()
    {
        await using LoopbackReceiver receiver = await LoopbackReceiver.StartAsync();
        using ScriptedResolver resolver = new();
        SendingOptions options = new() { ConnectTimeout = SenderUnderTest.Long };
        using SenderUnderTest sender = new(Handler(resolver, TimeProvider.System, receiver.Url), options: options);
        Task<DeliveryOutcome>[] dead =
        [
            .. Enumerable.Range(0, 100).Select(index => sender.SendAsync(new Uri($"http://{index}.dead.example.com/"))),
        ];
        await resolver.WaitForHangingAsync(100);

        Assert.That((await sender.SendAsync(Url)).Kind, Is.EqualTo(DeliveryOutcomeKind.Delivered));
        resolver.Release();
        Assert.That((await Task.WhenAll(dead)).Select(outcome => outcome.Kind), Is.All.EqualTo(DeliveryOutcomeKind.Delivered));
    }

    [TestCase("nonexistent.invalid", "has no address")]
    [TestCase("broken.example.com", "could not be looked up (TryAgain)")]
    [TestCase("odd.example.com", "could not be looked up (ArgumentException)")]
    public async Task What_the_resolver_says_is_told_as_trouble_of_the_name(string host, string told)
    {
        NameLookUps lookUps = new(
            name => name switch
            {
                "broken.example.com" => throw new SocketException((int)SocketError.TryAgain),
                "odd.example.com" => throw new ArgumentException(name),
                _ => [],
            },
            TimeProvider.System);
        using SenderUnderTest sender = new(SendingHttpHandler.Create(new SendingOptions(), lookUps, TimeProvider.System));

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"http://{host}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.NameResolution));
        Assert.That(outcome.Description, Does.Contain(host).And.Contain(told));
    }

    [Test]
    public async Task TLS_handshake_that_does_not_end_is_told_as_the_reason()
    {
        await using RawReceiver receiver = RawReceiver.StartSilent();
        using SenderUnderTest sender = SenderUnderTest.OnLoopback(connect: SenderUnderTest.Short);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri($"https://127.0.0.1:{receiver.Port}/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcome.Description, Does.Contain("TLS handshake"));
    }

    [Test]
    public async Task Socks_proxy_gets_the_name_and_nothing_is_looked_up_here([Values("socks4a", "socks5")] string scheme)
    {
        TaskCompletionSource<string> told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RawReceiver proxy = RawReceiver.Start(async (stream, stop) =>
        {
            byte[] buffer = new byte[1024];
            int read = await stream.ReadAsync(buffer, stop);
            if (scheme == "socks5")
            {
                await stream.WriteAsync(new byte[] { 5, 0 }, stop);
                read = await stream.ReadAsync(buffer, stop);
            }

            told.SetResult(Encoding.Latin1.GetString(buffer, 0, read));
        });
        using ScriptedResolver resolver = new();
        SendingOptions options = new() { Proxy = new Uri($"{scheme}://127.0.0.1:{proxy.Port}"), ConnectTimeout = SenderUnderTest.Long };
        using SenderUnderTest sender = new(
            SendingHttpHandler.Create(options, new NameLookUps(resolver.Resolve, TimeProvider.System), TimeProvider.System),
            options: options);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(await told.Task.WaitAsync(TimeSpan.FromSeconds(30)), Does.Contain(Url.Host));
        Assert.That(resolver.Asked, Is.Empty);
        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionFailed), outcome.Description);
    }

    [Test]
    public async Task Proxy_that_takes_the_connection_and_leads_no_further_is_told_as_the_reason()
    {
        await using RawReceiver proxy = RawReceiver.StartSilent();
        SendingOptions options = new() { Proxy = new Uri($"socks5://127.0.0.1:{proxy.Port}"), ConnectTimeout = SenderUnderTest.Short };
        using SenderUnderTest sender = new(options: options);

        DeliveryOutcome outcome = await sender.SendAsync(Url);

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectTimeout));
        Assert.That(outcome.Description, Does.Contain("proxy").And.Not.Contain("may have received"));
    }

    [Test]
    public async Task Proxy_that_leads_no_further_is_a_connect_failure_also_where_the_platform_notices_first(
        [Values("socks5", "socks4a", "http")] string scheme)
    {
        await using RawReceiver proxy = RawReceiver.StartSilent();
        SendingOptions options = new() { Proxy = new Uri($"{scheme}://127.0.0.1:{proxy.Port}"), ConnectTimeout = SenderUnderTest.Long };
        SocketsHttpHandler handler = SendingHttpHandler.Create(options);
        handler.ConnectTimeout = SenderUnderTest.Short;
        using SenderUnderTest sender = new(handler, new FakeTimeProvider(), options);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri("https://hooks.example.com/in"));

        // The platform ends a SOCKS connection by shutting it down, and its read then sees the end or the abort, whichever comes first:
        // an end looks as if the proxy had closed it.
        DeliveryOutcomeKind[] kinds = scheme == "http"
            ? [DeliveryOutcomeKind.ConnectTimeout]
            : [DeliveryOutcomeKind.ConnectTimeout, DeliveryOutcomeKind.ConnectionFailed];
        Assert.That(outcome.Kind, Is.AnyOf(kinds), outcome.Description);
        Assert.That(outcome.Description, Does.Not.Contain("may have received"));
    }

    [TestCase("")]
    [TestCase("HTTP/1.1 200 Con")]
    [TestCase("SSH-2.0-OpenSSH_9.6\r\n")]
    [TestCase("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [TestCase("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")]
    public async Task Proxy_that_makes_no_tunnel_is_a_failed_connection_and_no_message_that_may_have_arrived(string answer)
    {
        await using RawReceiver proxy = RawReceiver.Start(async (stream, stop) =>
        {
            await stream.ReadExactlyAsync(new byte["CONNECT".Length], stop);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), stop);
        });
        SendingOptions options = new() { Proxy = new Uri($"http://127.0.0.1:{proxy.Port}"), ConnectTimeout = SenderUnderTest.Long };
        using SenderUnderTest sender = new(options: options);

        DeliveryOutcome outcome = await sender.SendAsync(new Uri("https://hooks.example.com/"));

        Assert.That(outcome.Kind, Is.EqualTo(DeliveryOutcomeKind.ConnectionFailed), outcome.Description);
        Assert.That(outcome.Description, Does.Contain("hooks.example.com:443").And.Not.Contain("may have received"));
    }

    private static SocketsHttpHandler Handler(
        ScriptedResolver resolver, TimeProvider time, Uri? receiver = null, SemaphoreSlim? asked = null)
    {
        SendingOptions options = new() { ConnectTimeout = receiver is null ? TimeSpan.FromSeconds(5) : SenderUnderTest.Long };
        NameLookUps lookUps = new(resolver.Resolve, time);
        ScriptedNetwork network = new(_ => [], receiver);
        return Unbounded(SendingHttpHandler.Create(options, new DestinationConnector(options, LookUpAsync, network.DialAsync, time)));

        Task<IPAddress[]> LookUpAsync(string host, ConnectReport report, CancellationToken cancellationToken)
        {
            Task<IPAddress[]> answer = lookUps.LookUpAsync(host, report, cancellationToken);
            asked?.Release();
            return answer;
        }
    }

    // The platform's own bound is on the machine's clock; the others are on the test's.
    private static SocketsHttpHandler Unbounded(SocketsHttpHandler handler)
    {
        handler.ConnectTimeout = Timeout.InfiniteTimeSpan;
        return handler;
    }
}
