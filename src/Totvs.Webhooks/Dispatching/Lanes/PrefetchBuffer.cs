namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>
/// The attempts of one lane that were claimed before they have a slot, in the order of their claims, so that the next one need not wait
/// for the store. Only touched under the lock of <see cref="LaneTable"/>.
/// </summary>
internal sealed class PrefetchBuffer
{
    private static readonly Attempt[] Nothing = [];

    private Queue<Attempt>? _attempts;

    public int Count => _attempts?.Count ?? 0;

    public void Add(Attempt attempt) => (_attempts ??= new Queue<Attempt>()).Enqueue(attempt);

    public Attempt Take() => _attempts!.Dequeue();

    public Attempt[] TakeAll()
    {
        if (Count == 0)
        {
            return Nothing;
        }

        Attempt[] all = [.. _attempts!];
        _attempts!.Clear();
        return all;
    }
}
