namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>Another library that does the same POSTs from a queue, to compare our pipeline with.</summary>
internal interface IPeer : IAsyncDisposable
{
    /// <summary>Its name in the results.</summary>
    string Name { get; }

    /// <summary>How many events a full round takes for it at most, so that a slow peer does not take minutes.</summary>
    int EventsPerRound { get; }

    /// <summary>Starts working on the queue.</summary>
    Task StartAsync();

    /// <summary>Puts events into the queue one by one, from so many callers at once.</summary>
    Task EnqueueAsync(int events, int callers);
}
