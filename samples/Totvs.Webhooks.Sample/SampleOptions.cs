namespace Totvs.Webhooks.Sample;

/// <summary>What the command line asks for.</summary>
internal sealed record SampleOptions
{
    /// <summary>The file of events, one JSON object a line.</summary>
    public required string EventsPath { get; init; }

    /// <summary>The file of workflows.</summary>
    public required string WorkflowsPath { get; init; }

    /// <summary>Where everything is sent instead of to the local receiver, or <see langword="null"/>.</summary>
    public Uri? Url { get; init; }

    /// <summary>Where deliveries wait.</summary>
    public StoreKind Store { get; init; }

    /// <summary>The file of the SQLite store.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>Whether each received request is printed.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>The id of the line to explain instead of running, or <see langword="null"/>.</summary>
    public string? Explain { get; init; }
}
