using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Dials the addresses of one name concurrently (RFC 8305, section 5): the next begins a quarter of a second after the one before, or at
/// once when that one failed. The first connection is used, and the others are closed. For one connection.
/// </summary>
internal sealed class StaggeredDial
{
    // Four addresses are enough for a message. Without the limit the owner of the name would decide its length.
    private const int MaxDescribed = 4;

    // RFC 8305, section 8.
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    private readonly IReadOnlyList<IPAddress> _addresses;
    private readonly int _port;
    private readonly Func<IPEndPoint, CancellationToken, Task<Stream>> _dial;
    private readonly TimeProvider _timeProvider;

    // Replaced and never changed in place, since another thread describes it.
    private volatile Task<Stream>[] _dials = [];
    private volatile int _begun;

    /// <param name="addresses">The checked addresses, in the order to dial them.</param>
    /// <param name="port">The port.</param>
    /// <param name="dial">Dials one address.</param>
    /// <param name="timeProvider">Measures the quarter of a second.</param>
    public StaggeredDial(
        IReadOnlyList<IPAddress> addresses,
        int port,
        Func<IPEndPoint, CancellationToken, Task<Stream>> dial,
        TimeProvider timeProvider)
    {
        _addresses = addresses;
        _port = port;
        _dial = dial;
        _timeProvider = timeProvider;
    }

    /// <summary>Dials until one address accepts the connection.</summary>
    /// <param name="cancellationToken">Ends all dials.</param>
    /// <exception cref="SocketException">The only address failed.</exception>
    /// <exception cref="AggregateException">Every address failed.</exception>
    public async Task<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<Stream>? winner = null;
        try
        {
            while (winner is null)
            {
                _begun = _dials.Length + 1;
                Task<Stream> latest = DialOneAsync(_addresses[_dials.Length], end.Token);
                _dials = [.. _dials, latest];
                winner = await WaitAsync(latest, end.Token).ConfigureAwait(false);
            }

            return await winner.ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            foreach (Task<Stream> loser in _dials)
            {
                _ = loser == winner ? Task.CompletedTask : CloseAsync(loser);
            }
        }
    }

    /// <summary>Describes the result of each address so far, as the end of a sentence.</summary>
    public string Describe()
    {
        Task<Stream>[] dials = _dials;
        int begun = _begun;
        IEnumerable<string> described = _addresses.Take(Math.Min(begun, MaxDescribed))
            .Select((address, index) => $"{address} {DialTrouble.Of(dials.ElementAtOrDefault(index)?.Exception?.InnerException)}");
        string more = begun > MaxDescribed ? $" and {begun - MaxDescribed} more" : "";
        string left = begun < _addresses.Count ? $"; not dialled yet: {_addresses.Count - begun}" : "";
        return string.Join(", ", described) + more + left;
    }

    /// <summary>Waits until an address has accepted, or the next is due.</summary>
    /// <returns>The accepted connection; <see langword="null"/> to dial the next address.</returns>
    private async Task<Task<Stream>?> WaitAsync(Task<Stream> latest, CancellationToken cancellationToken)
    {
        bool isLast = _dials.Length == _addresses.Count;
        Task stagger = Task.Delay(isLast ? Timeout.InfiniteTimeSpan : Stagger, _timeProvider, cancellationToken);
        while (true)
        {
            // Before the search for a winner: one that accepts in between would be in neither, and all would seem to have failed.
            Task<Stream>[] running = Array.FindAll(_dials, dialled => !dialled.IsCompleted);
            if (Array.Find(_dials, dialled => dialled.IsCompletedSuccessfully) is { } winner)
            {
                return winner;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!isLast && (latest.IsCompleted || stagger.IsCompleted))
            {
                return null;
            }

            if (running.Length == 0)
            {
                // With one address, its own exception is the best description.
                return _addresses.Count == 1 ? latest : throw new AggregateException(_dials.Select(FailureOf));
            }

            // Not awaited to the end: a dial that ignores its token must not delay the attempt.
            await Task.WhenAny([.. running, stagger]).ConfigureAwait(false);
        }
    }

    private async Task<Stream> DialOneAsync(IPAddress address, CancellationToken cancellationToken) =>
        await _dial(new IPEndPoint(address, _port), cancellationToken).ConfigureAwait(false);

    private static Exception FailureOf(Task<Stream> dialled) => dialled.Exception?.InnerException ?? new TaskCanceledException(dialled);

    private static async Task CloseAsync(Task<Stream> loser)
    {
        try
        {
            await (await loser.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Not reported again: another address was quicker, or the failure is part of the exception of all.
            return;
        }
    }
}
