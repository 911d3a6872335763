namespace Totvs.Webhooks.Dispatching.Lanes;

/// <summary>Where a workflow's deliveries go now, and how many of them at once.</summary>
/// <param name="WorkflowId">The workflow.</param>
/// <param name="Destination">The destination of its URL.</param>
/// <param name="Limit">How many of its attempts may run at once; at most what its lane allows.</param>
/// <param name="AttemptsPerSecond">How many attempts a second may begin to its destination; <see langword="null"/> for any number.</param>
internal sealed record Route(Guid WorkflowId, Destination Destination, int Limit, double? AttemptsPerSecond = null);
