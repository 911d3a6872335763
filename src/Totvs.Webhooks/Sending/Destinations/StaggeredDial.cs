using System.Net;
using System.Net.Sockets;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// Dials the addresses of one name without waiting for one to end before the next begins (RFC 8305, section 5): the next begins after a
/// quarter of a second, or at once when the one before has failed. The first connection wins, and the others are closed. For one
/// connection.
/// </summary>
/// <param name="addresses">The addresses, all of them checked, in the order to dial them in.</param>
/// <param name="port">The port.</param>
/// <param name="dial">Dials one.</param>
/// <param name="timeProvider">Measures the quarter of a second.</param>
internal sealed class StaggeredDial(
    IReadOnlyList<IPAddress> addresses,
    int port,
    Func<IPEndPoint, CancellationToken, Task<Stream>> dial,
    TimeProvider timeProvider)
{
    // A text of four addresses tells enough, and the name's owner decides how many there are.
    private const int MostDescribed = 4;

    // RFC 8305, section 8.
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);

    // Replaced and never changed, since it is described from another thread.
    private volatile Task<Stream>[] _dials = [];
    private volatile int _begun;

    /// <summary>Dials until one address answers.</summary>
    /// <param name="cancellationToken">Ends all of it.</param>
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
                Task<Stream> latest = DialOneAsync(addresses[_dials.Length], end.Token);
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

    /// <summary>What came of each address so far, as the end of a sentence.</summary>
    public string Describe()
    {
        Task<Stream>[] dials = _dials;
        int begun = _begun;
        IEnumerable<string> described = addresses.Take(Math.Min(begun, MostDescribed))
            .Select((address, index) => $"{address} {DialTrouble.Of(dials.ElementAtOrDefault(index)?.Exception?.InnerException)}");
        string more = begun > MostDescribed ? $" and {begun - MostDescribed} more" : "";
        string left = begun < addresses.Count ? $"; not dialled yet: {addresses.Count - begun}" : "";
        return string.Join(", ", described) + more + left;
    }

    /// <summary>Waits until an address has answered, or the next is to be dialled.</summary>
    /// <returns>The one that answered; <see langword="null"/> to dial the next.</returns>
    private async Task<Task<Stream>?> WaitAsync(Task<Stream> latest, CancellationToken cancellationToken)
    {
        bool isLast = _dials.Length == addresses.Count;
        Task stagger = Task.Delay(isLast ? Timeout.InfiniteTimeSpan : Stagger, timeProvider, cancellationToken);
        while (true)
        {
            // Before the look for a winner: one that answers in between would be in neither, and all would seem to have failed.
            Task<Stream>[] underWay = Array.FindAll(_dials, dialled => !dialled.IsCompleted);
            if (Array.Find(_dials, dialled => dialled.IsCompletedSuccessfully) is { } winner)
            {
                return winner;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!isLast && (latest.IsCompleted || stagger.IsCompleted))
            {
                return null;
            }

            if (underWay.Length == 0)
            {
                // The only one says itself what is wrong.
                return addresses.Count == 1 ? latest : throw new AggregateException(_dials.Select(FailureOf));
            }

            // A dial that does not heed its token is left to itself, so that all ends in time.
            await Task.WhenAny([.. underWay, stagger]).ConfigureAwait(false);
        }
    }

    private async Task<Stream> DialOneAsync(IPAddress address, CancellationToken cancellationToken) =>
        await dial(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);

    private static Exception FailureOf(Task<Stream> dialled) => dialled.Exception?.InnerException ?? new TaskCanceledException(dialled);

    private static async Task CloseAsync(Task<Stream> loser)
    {
        try
        {
            await (await loser.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // What it failed of was told already where it matters: another address was quicker, or all have failed.
            return;
        }
    }
}
