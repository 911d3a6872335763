using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Totvs.Webhooks.Sending.Destinations;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class NameLookUpsTests
{
    private const string Dead = "dead.example.com";
    private const string Live = "live.example.com";

    private readonly FakeTimeProvider _time = new();

    [Test]
    public async Task Look_up_holds_no_thread_of_the_pool_and_keeps_no_process_alive()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);

        Assert.That(await LookUpAsync(lookUps, Live), Is.EqualTo([ScriptedResolver.Answer]));
        Assert.That(resolver.Threads.Single().IsThreadPoolThread, Is.False);
        Assert.That(resolver.Threads.Single().IsBackground, Is.True);
    }

    [Test]
    public async Task All_that_ask_for_a_name_meanwhile_share_one_look_up()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        Task<IPAddress[]> first = LookUpAsync(lookUps, Dead);
        await resolver.WaitForHangingAsync(1);
        Task<IPAddress[]>[] others =
        [
            .. Enumerable.Range(0, 100).Select(index => LookUpAsync(lookUps, index % 2 == 0 ? Dead : Dead.ToUpperInvariant())),
        ];

        resolver.Release();

        Assert.That(await first, Is.EqualTo([ScriptedResolver.Answer]));
        Assert.That(await Task.WhenAll(others), Is.All.EqualTo(new[] { ScriptedResolver.Answer }));
        Assert.That(resolver.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Answer_is_not_kept_so_that_a_name_that_moved_is_seen()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);

        await LookUpAsync(lookUps, Live);
        await LookUpAsync(lookUps, Live);

        Assert.That(resolver.Asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Who_leaves_is_free_at_once_and_the_others_still_get_the_answer()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        using CancellationTokenSource end = new();
        Task<IPAddress[]> leaving = LookUpAsync(lookUps, Dead, end.Token);
        Task<IPAddress[]> staying = LookUpAsync(lookUps, Dead);
        await resolver.WaitForHangingAsync(1);

        await end.CancelAsync();
        Assert.CatchAsync<OperationCanceledException>(() => leaving);
        resolver.Release();

        Assert.That(await staying, Is.EqualTo([ScriptedResolver.Answer]));
    }

    [Test]
    public async Task New_name_gets_its_answer_beside_a_hundred_that_hang()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        using CancellationTokenSource end = new();
        Task<IPAddress[]>[] hanging = Hang(lookUps, 100, end.Token);
        await resolver.WaitForHangingAsync(100);

        Assert.That(await LookUpAsync(lookUps, Live), Is.EqualTo([ScriptedResolver.Answer]));
        await LeaveAsync(end, hanging);
    }

    [Test]
    public async Task However_many_names_hang_one_that_was_prompt_has_a_place_and_the_number_is_bounded()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        using CancellationTokenSource end = new();
        await LookUpAsync(lookUps, Live);
        Task<IPAddress[]>[] hanging = Hang(lookUps, 1000, end.Token);
        await resolver.WaitForHangingAsync(112);

        Assert.That(await LookUpAsync(lookUps, Live), Is.EqualTo([ScriptedResolver.Answer]));
        Assert.That(resolver.MaxHanging, Is.EqualTo(112));
        await LeaveAsync(end, hanging);
    }

    [Test]
    public async Task Look_up_whose_askers_have_left_does_not_begin()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        using CancellationTokenSource end = new();
        Task<IPAddress[]>[] hanging = Hang(lookUps, 300, end.Token);
        await resolver.WaitForHangingAsync(112);
        await LeaveAsync(end, hanging);

        resolver.Release();
        await resolver.WaitForEndedAsync(112);
        await LookUpAsync(lookUps, Live);

        Assert.That(resolver.Asked.Count(name => name.EndsWith(Dead, StringComparison.Ordinal)), Is.EqualTo(112));
    }

    [Test]
    public async Task What_waits_begins_when_a_place_is_free()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        Task<IPAddress[]>[] hanging = Hang(lookUps, 300, CancellationToken.None);
        await resolver.WaitForHangingAsync(112);

        resolver.Release();

        Assert.That(await Task.WhenAll(hanging), Has.Length.EqualTo(300));
        Assert.That(resolver.MaxHanging, Is.LessThanOrEqualTo(LookUpPlaces.Max));
    }

    [Test]
    public async Task Names_that_were_slow_leave_half_of_the_places_to_others()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        Task<IPAddress[]>[] slow = Hang(lookUps, 100, CancellationToken.None);
        await resolver.WaitForHangingAsync(100);
        _time.Advance(TimeSpan.FromSeconds(15));
        resolver.Release();
        await Task.WhenAll(slow);
        resolver.Hang();

        using CancellationTokenSource end = new();
        Task<IPAddress[]>[] again = Hang(lookUps, 100, end.Token);
        await resolver.WaitForHangingAsync(64);

        Assert.That(
            await Task.WhenAll(Enumerable.Range(0, 40).Select(index => LookUpAsync(lookUps, $"{index}.{Live}"))), Has.Length.EqualTo(40));
        Assert.That(resolver.Asked.Count(name => name.EndsWith(Dead, StringComparison.Ordinal)), Is.EqualTo(164));
        await LeaveAsync(end, again);
    }

    [Test]
    public async Task Name_whose_look_up_hangs_for_a_minute_gets_one_more_and_no_third()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);
        using CancellationTokenSource end = new();
        Task<IPAddress[]> first = LookUpAsync(lookUps, Dead, end.Token);
        await resolver.WaitForHangingAsync(1);
        _time.Advance(TimeSpan.FromSeconds(60));
        Task<IPAddress[]> second = LookUpAsync(lookUps, Dead, end.Token);
        await resolver.WaitForHangingAsync(1);
        _time.Advance(TimeSpan.FromSeconds(60));
        Task<IPAddress[]> third = LookUpAsync(lookUps, Dead, end.Token);
        await LookUpAsync(lookUps, Live);

        Assert.That(resolver.Asked, Is.EqualTo([Dead, Dead, Live]));
        await LeaveAsync(end, [first, second, third]);
    }

    [Test]
    public async Task Trouble_of_a_look_up_reaches_all_that_wait_and_the_name_is_looked_up_anew()
    {
        using ScriptedResolver resolver = new();
        NameLookUps lookUps = new(resolver.Resolve, _time);

        SocketException? trouble = Assert.ThrowsAsync<SocketException>(() => LookUpAsync(lookUps, "nonexistent.invalid"));
        Assert.ThrowsAsync<SocketException>(() => LookUpAsync(lookUps, "nonexistent.invalid"));

        Assert.That(trouble!.SocketErrorCode, Is.EqualTo(SocketError.HostNotFound));
        Assert.That(resolver.Asked, Has.Count.EqualTo(2));
        Assert.That(await LookUpAsync(lookUps, Live), Is.EqualTo([ScriptedResolver.Answer]));
    }

    private static Task<IPAddress[]> LookUpAsync(NameLookUps lookUps, string host, CancellationToken cancellationToken = default) =>
        lookUps.LookUpAsync(host, new ConnectReport(), cancellationToken).WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

    private static Task<IPAddress[]>[] Hang(NameLookUps lookUps, int names, CancellationToken cancellationToken) =>
        [.. Enumerable.Range(0, names).Select(index => LookUpAsync(lookUps, $"{index}.{Dead}", cancellationToken))];

    private static async Task LeaveAsync(CancellationTokenSource end, IReadOnlyList<Task<IPAddress[]>> waiting)
    {
        await end.CancelAsync();
        foreach (Task<IPAddress[]> left in waiting)
        {
            Assert.CatchAsync<OperationCanceledException>(() => left);
        }
    }
}
