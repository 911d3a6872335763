using System.Net;

namespace Totvs.Webhooks.Sending.Destinations;

/// <summary>
/// One look-up of a name, shared by all attempts that ask for the name meanwhile. The lock of <see cref="NameLookUps"/> guards its state.
/// </summary>
internal sealed class NameLookUp
{
    // Continuations run on the thread pool: on the look-up's thread they would delay the next name.
    private readonly TaskCompletionSource<IPAddress[]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasBegun;

    public NameLookUp(string host, LookUpStanding standing, bool isSecond)
    {
        Host = host;
        Standing = standing;
        IsSecond = isSecond;
        Place = new LinkedListNode<NameLookUp>(this);
    }

    public string Host { get; }

    public LookUpStanding Standing { get; }

    /// <summary>Whether an earlier look-up of the same name still hangs.</summary>
    public bool IsSecond { get; }

    /// <summary>Its place among the pending look-ups.</summary>
    public LinkedListNode<NameLookUp> Place { get; }

    public int Waiters { get; set; }

    public long BeganAt { get; private set; }

    public bool HasBegun => _hasBegun;

    public Task<IPAddress[]> Answer => _answer.Task;

    public void Begin(long timestamp)
    {
        BeganAt = timestamp;
        _hasBegun = true;
    }

    public void Succeed(IPAddress[] addresses) => _answer.TrySetResult(addresses);

    public void Fail(Exception exception)
    {
        _answer.TrySetException(exception);

        // Observed here in case all waiting attempts have left: the host would get an unobserved exception otherwise.
        _ = _answer.Task.Exception;
    }

    /// <summary>Describes the state for an attempt that waits for it.</summary>
    public string Describe() => _hasBegun
        ? "the look-up of its name had no answer"
        : $"its name had to wait for a look-up, since those of other names had no answer (at most {LookUpPlaces.Max} run at once)";
}
