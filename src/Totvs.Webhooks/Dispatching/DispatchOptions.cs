namespace Totvs.Webhooks.Dispatching;

/// <summary>How deliveries that are due are claimed and attempted.</summary>
public sealed class DispatchOptions
{
    /// <summary>
    /// Whether the generic host delivers in the background. Default: true. False, nothing is attempted until
    /// <see cref="IWebhookDispatcher.ProcessDueAsync"/> is called: for tests that drive the dispatcher by hand, and for processes that
    /// only publish into a store from which another process delivers.
    /// </summary>
    public bool DeliverInBackground { get; set; } = true;

    /// <summary>How many attempts may run at the same time, all destinations together. Default: 512. From 1 to 10,000.</summary>
    public int MaxConcurrentAttempts { get; set; } = 512;

    /// <summary>
    /// How many attempts may run at the same time to one destination (scheme, host and port). Default: 16. From 1 to 10,000.
    /// </summary>
    public int MaxConcurrentAttemptsPerDestination { get; set; } = 16;

    /// <summary>
    /// How many attempts a second may begin to one destination, evenly spaced: at most a tenth of a second's worth, and at least one,
    /// begins together. Default: <see langword="null"/>, any number. From 0.001 to 10,000. A workflow may state its own. What is over the
    /// limit waits in the store. Each process counts its own.
    /// </summary>
    public double? MaxAttemptsPerSecondPerDestination { get; set; }

    /// <summary>
    /// How long a destination is left alone after it answered 410 Gone. Default: zero, which makes 410 a failure like any other (TOTVS).
    /// At most 7 days.
    /// </summary>
    public TimeSpan PauseWhenGone { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long a claim lasts; what a crash leaves claimed comes back after so long. Must outlast an attempt: the times to connect, for the
    /// response and for its body, and <see cref="LeaseMargin"/>. Default: 2 minutes. At most 1 hour.
    /// </summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>What is added to the length of the longest attempt for settling it. Default: 15 seconds. At least 1 second.</summary>
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How often to look for deliveries added by other processes, where the store may be shared. Default: 15 seconds. At least 1 second.
    /// Ignored for a store of this process alone, which is never polled.
    /// </summary>
    public TimeSpan SharedStorePollInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long no process may have had the workflow of a delivery before the delivery ends as discarded. Until then it waits, without an
    /// attempt, for the process that has the workflow or for the workflow to come back. Default: 1 day. From 1 minute to 3650 days.
    /// Processes that share a store tell each other of their workflows every 5 minutes, or every quarter of this time where that is less.
    /// </summary>
    public TimeSpan MissingWorkflowAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How often finished deliveries past their retention are removed. Default: 10 minutes. At least 1 second.</summary>
    public TimeSpan PurgeInterval { get; set; } = TimeSpan.FromMinutes(10);
}
