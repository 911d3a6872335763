namespace Totvs.Webhooks.Dispatching;

/// <summary>The room for one attempt: one of all, and one of its destination's lane.</summary>
/// <param name="Lane">The lane.</param>
internal sealed record AttemptSlot(Lane Lane);
