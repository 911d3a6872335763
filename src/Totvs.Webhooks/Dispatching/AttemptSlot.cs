namespace Totvs.Webhooks.Dispatching;

/// <summary>The room for one attempt: one of all, one of its destination's lane, and one of its workflow.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Route">The workflow's route.</param>
internal sealed record AttemptSlot(Lane Lane, Route Route);
