using CsCheck;
using NUnit.Framework;
using Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes;

/// <summary>
/// Random configurations and happenings. All deliveries end once the destinations answer, no limit is passed at any moment, and few
/// claims are made in vain.
/// </summary>
/// <remarks>
/// A failure prints the scene and its seed. <c>CsCheck_Seed</c> repeats the scene, and <c>CsCheck_Iter</c> plays more of them. How the
/// threads take turns is not repeated, so a rare failure may need several runs of its scene.
/// </remarks>
public sealed class LaneFuzzTests
{
    private const int Scenes = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // After a failure, shorter scenes are looked for that fail as well. Waiting long for each would find none.
    private static readonly TimeSpan PatienceAfterFailure = TimeSpan.FromSeconds(2);

    [Test]
    public Task Whatever_happens_all_deliveries_end_within_the_limits() => PlayAsync(LaneScenes.Timed);

    [Test]
    public Task Where_nothing_waits_for_the_clock_all_deliveries_end_without_it() => PlayAsync(LaneScenes.Timeless);

    [Test]
    public Task Where_the_store_fails_all_deliveries_end_once_it_works_again() => PlayAsync(LaneScenes.Faulty);

    private static async Task PlayAsync(Gen<LaneScene> scenes)
    {
        bool hasFailed = false;
        await scenes.SampleAsync(
            async scene =>
            {
                await using var run = new LaneRun(scene, hasFailed ? PatienceAfterFailure : Patience);
                try
                {
                    await run.PlayAsync();
                }
                catch
                {
                    hasFailed = true;
                    throw;
                }
            },
            iter: Math.Max(Scenes / 2, Check.Iter),
            threads: 1);
    }
}
