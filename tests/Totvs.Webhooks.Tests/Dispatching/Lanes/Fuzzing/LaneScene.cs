using System.Globalization;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>A configuration, and what happens to it.</summary>
/// <param name="Slots">How many attempts may run at once.</param>
/// <param name="LaneLimit">How many of them to one destination.</param>
/// <param name="Rate">How many attempts a second may begin to a destination for which no workflow says it.</param>
/// <param name="MaxAttempts">How many attempts a delivery has.</param>
/// <param name="PauseWhenGone">For how many seconds a destination is left alone after it has answered 410.</param>
/// <param name="Workflows">The workflows.</param>
/// <param name="Steps">The steps.</param>
internal sealed record LaneScene(
    int Slots,
    int LaneLimit,
    double? Rate,
    int MaxAttempts,
    int PauseWhenGone,
    LaneWorkflow[] Workflows,
    LaneStep[] Steps)
{
    public const int Destinations = 3;
    public const int Triggers = 2;

    /// <summary>Whether time decides nothing: what is published must end although no clock is moved.</summary>
    public bool IsTimeless { get; init; }

    /// <summary>Whether calls of the store fail.</summary>
    public bool IsStoreFaulty { get; init; }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"slots {Slots}, lane {LaneLimit}, rate {Rate}, attempts {MaxAttempts}, pause {PauseWhenGone} s" +
        $"{(IsTimeless ? ", timeless" : "")}\n" +
        $"  {string.Join("\n  ", Workflows.AsEnumerable())}\n  {string.Join(" ", Steps.AsEnumerable())}");
}
