namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>A workflow of a scene as it begins.</summary>
/// <param name="Destination">The number of its destination.</param>
/// <param name="Trigger">The number of its trigger.</param>
/// <param name="Limit">How many of its attempts may run at once.</param>
/// <param name="Rate">How many attempts a second may begin to its destination.</param>
/// <param name="IsOrdered">Whether the events of a record go one at a time.</param>
internal sealed record LaneWorkflow(int Destination, int Trigger, int? Limit, double? Rate, bool IsOrdered);
