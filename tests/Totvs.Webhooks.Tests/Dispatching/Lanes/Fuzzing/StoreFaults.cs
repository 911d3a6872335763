using Totvs.Webhooks.Deliveries;
using Totvs.Webhooks.Tests.Support;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>Makes calls of the store fail.</summary>
internal sealed class StoreFaults
{
    private static readonly string[] Methods =
    [
        nameof(IRetryStore.ClaimAsync), AfterClaim, nameof(IRetryStore.SettleAsync), nameof(IRetryStore.GetTimeUntilDueAsync),
        nameof(IRetryStore.AddAsync), nameof(IRetryStore.RenewAsync), nameof(IRetryStore.GiveUpAsync),
    ];

    private const string AfterClaim = "after ClaimAsync";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _left = [];
    private int _count;

    public StoreFaults(ObservedStore store)
    {
        store.Before = MayFail;
        store.AfterClaim = () => MayFail(AfterClaim);
    }

    /// <summary>How many calls have failed.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Makes the next calls of a method fail.</summary>
    public void FailNext(int method, int calls)
    {
        lock (_lock)
        {
            _left[Methods[method % Methods.Length]] = calls;
        }
    }

    /// <summary>Lets the store work from now on.</summary>
    public void End()
    {
        lock (_lock)
        {
            _left.Clear();
        }
    }

    private void MayFail(string method)
    {
        lock (_lock)
        {
            if (_left.GetValueOrDefault(method) == 0)
            {
                return;
            }

            _left[method]--;
            _count++;
        }

        throw new RetryStoreException($"{method} fails.", isTransient: true);
    }
}
