using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class StaggeredDialTests
{
    private const string First = "1.1.1.1";
    private const string Second = "1.1.1.2";
    private const string Third = "1.1.1.3";

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Next_address_is_dialled_after_a_quarter_of_a_second_and_the_first_connection_wins()
    {
        ScriptedDials dials = new();
        await using ClosableStream stream = new();
        Task<Stream> connecting = Dial(dials, First, Second, Third).ConnectAsync(CancellationToken.None);
        await dials.WaitForAsync(First);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.That(dials.Begun, Is.EqualTo([First]));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await dials.WaitForAsync(Second);
        dials.Answer(Second, stream);

        Assert.That(await Within(connecting), Is.SameAs(stream));
        Assert.That(stream.IsClosed, Is.False);
        Assert.That(dials.Begun, Is.EqualTo([First, Second]));
    }

    [Test]
    public async Task Address_that_answers_late_still_wins_when_no_other_has()
    {
        ScriptedDials dials = new();
        await using ClosableStream stream = new();
        Task<Stream> connecting = Dial(dials, First, Second).ConnectAsync(CancellationToken.None);
        await dials.WaitForAsync(First);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await dials.WaitForAsync(Second);

        dials.Refuse(Second);
        dials.Answer(First, stream);

        Assert.That(await Within(connecting), Is.SameAs(stream));
    }

    [Test]
    public async Task Address_that_fails_has_the_next_dialled_at_once()
    {
        ScriptedDials dials = new();
        await using ClosableStream stream = new();
        dials.Refuse(First);
        dials.Refuse(Second);
        dials.Answer(Third, stream);

        Assert.That(await Within(Dial(dials, First, Second, Third).ConnectAsync(CancellationToken.None)), Is.SameAs(stream));
    }

    [Test]
    public async Task Connection_that_comes_after_another_has_won_is_closed()
    {
        ScriptedDials dials = new() { HeedsToken = false };
        await using ClosableStream winner = new();
        await using ClosableStream loser = new();
        Task<Stream> connecting = Dial(dials, First, Second).ConnectAsync(CancellationToken.None);
        await dials.WaitForAsync(First);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await dials.WaitForAsync(Second);
        dials.Answer(Second, winner);
        await Within(connecting);

        dials.Answer(First, loser);

        await loser.Closed;
        Assert.That(winner.IsClosed, Is.False);
    }

    [Test]
    public async Task All_ends_with_the_token_although_a_dial_does_not_heed_it_and_what_connects_later_is_closed()
    {
        ScriptedDials dials = new() { HeedsToken = false };
        await using ClosableStream late = new();
        using CancellationTokenSource end = new();
        Task<Stream> connecting = Dial(dials, First, Second).ConnectAsync(end.Token);
        await dials.WaitForAsync(First);

        await end.CancelAsync();

        Assert.CatchAsync<OperationCanceledException>(() => Within(connecting));
        dials.Answer(First, late);
        await late.Closed;
    }

    [Test]
    public void One_address_tells_itself_what_is_wrong()
    {
        ScriptedDials dials = new();
        dials.Refuse(First);

        Assert.ThrowsAsync<SocketException>(() => Within(Dial(dials, First).ConnectAsync(CancellationToken.None)));
    }

    [Test]
    public void When_every_address_has_failed_each_is_told()
    {
        ScriptedDials dials = new();
        dials.Refuse(First);
        dials.Refuse(Second);
        StaggeredDial dial = Dial(dials, First, Second);

        Assert.ThrowsAsync<AggregateException>(() => Within(dial.ConnectAsync(CancellationToken.None)));
        Assert.That(dial.Describe(), Is.EqualTo($"{First} refused the connection, {Second} refused the connection"));
    }

    [Test]
    public void What_is_told_of_many_addresses_stays_short()
    {
        ScriptedDials dials = new();
        string[] addresses = [.. Enumerable.Range(1, 16).Select(index => $"1.1.1.{index}")];
        Array.ForEach(addresses, dials.Refuse);
        StaggeredDial dial = Dial(dials, addresses);

        Assert.ThrowsAsync<AggregateException>(() => Within(dial.ConnectAsync(CancellationToken.None)));
        Assert.That(dial.Describe(), Does.EndWith("1.1.1.4 refused the connection and 12 more"));
    }

    [Test]
    public async Task What_has_not_answered_and_what_was_not_dialled_yet_is_told()
    {
        ScriptedDials dials = new();
        using CancellationTokenSource end = new();
        StaggeredDial dial = Dial(dials, First, Second, Third);
        dials.Refuse(First);
        Task<Stream> connecting = dial.ConnectAsync(end.Token);
        await dials.WaitForAsync(Second);

        Assert.That(dial.Describe(), Is.EqualTo($"{First} refused the connection, {Second} did not answer; not dialled yet: 1"));
        await end.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => Within(connecting));
    }

    private static Task<Stream> Within(Task<Stream> connecting) => connecting.WaitAsync(TimeSpan.FromSeconds(30));

    private StaggeredDial Dial(ScriptedDials dials, params string[] addresses) =>
        new(Array.ConvertAll(addresses, IPAddress.Parse), 443, dials.DialAsync, _time);
}
