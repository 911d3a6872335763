using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Tests.Sending.Destinations;

/// <summary>
/// A blocking resolver: names under "dead.example.com" hang until released, those under "invalid" do not exist, others are answered at
/// once.
/// </summary>
internal sealed class ScriptedResolver : IDisposable
{
    public static readonly IPAddress Answer = IPAddress.Parse("93.184.215.14");

    private readonly ManualResetEventSlim _released = new();
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<Thread> _threads = new();
    private readonly SemaphoreSlim _begun = new(0);
    private readonly SemaphoreSlim _ended = new(0);
    private int _hanging;
    private int _mostHanging;

    /// <summary>The names, in the order in which their look-ups began.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>The threads they ran on.</summary>
    public IReadOnlyList<Thread> Threads => [.. _threads];

    /// <summary>How many have hung at once.</summary>
    public int MaxHanging => Volatile.Read(ref _mostHanging);

    public IPAddress[] Resolve(string host)
    {
        _asked.Enqueue(host);
        _threads.Enqueue(Thread.CurrentThread);
        if (host.EndsWith("dead.example.com", StringComparison.OrdinalIgnoreCase))
        {
            int hanging = Interlocked.Increment(ref _hanging);
            InterlockedMax(hanging);
            _begun.Release();
            _released.Wait();
            Interlocked.Decrement(ref _hanging);
            _ended.Release();
        }

        return host.EndsWith("invalid", StringComparison.Ordinal) ? throw new SocketException((int)SocketError.HostNotFound) : [Answer];
    }

    /// <summary>Waits until so many more look-ups hang.</summary>
    public async Task WaitForHangingAsync(int count) => await WaitAsync(_begun, count);

    /// <summary>Lets all that hang have their answer, and those that begin later.</summary>
    public void Release() => _released.Set();

    /// <summary>Waits until so many of those that hung have ended.</summary>
    public async Task WaitForEndedAsync(int count) => await WaitAsync(_ended, count);

    /// <summary>Lets those that begin from now on hang again.</summary>
    public void Hang() => _released.Reset();

    // The event stays: a thread of the test may still be at it.
    public void Dispose() => _released.Set();

    private static async Task WaitAsync(SemaphoreSlim semaphore, int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (!await semaphore.WaitAsync(TimeSpan.FromSeconds(30)))
            {
                throw new TimeoutException($"Of {count} look-ups {index} came within 30 seconds.");
            }
        }
    }

    private void InterlockedMax(int value)
    {
        int most = Volatile.Read(ref _mostHanging);
        while (value > most)
        {
            int seen = Interlocked.CompareExchange(ref _mostHanging, value, most);
            most = seen == most ? value : seen;
        }
    }
}
