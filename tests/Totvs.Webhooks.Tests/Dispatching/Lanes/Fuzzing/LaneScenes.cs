using CsCheck;

namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>Random scenes.</summary>
internal static class LaneScenes
{
    private static readonly Gen<int?> Limits = Gen.Frequency((1, Gen.Const((int?)null)), (1, Gen.Int[1, 4].Select(limit => (int?)limit)));

    private static readonly Gen<double?> Rates = Gen.Frequency(
        (5, Gen.Const((double?)null)),
        (1, Gen.OneOf(Gen.Const((double?)0.5), Gen.Const((double?)2), Gen.Const((double?)20), Gen.Const((double?)50))));

    /// <summary>Scenes with all there is.</summary>
    public static Gen<LaneScene> Timed { get; } =
        from slots in Gen.Int[1, 12]
        from lane in Gen.Int[1, 8]
        from rate in Rates
        from attempts in Gen.Int[1, 4]
        from pause in Gen.Int[0, 1].Select(minutes => 60 * minutes)
        from workflows in Workflows(Rates)
        from steps in StepsOf(
            (8, LaneVerb.Publish),
            (3, LaneVerb.PublishBeside),
            (8, LaneVerb.Answer),
            (5, LaneVerb.Advance),
            (2, LaneVerb.ProcessDue),
            (1, LaneVerb.CancelProcessDue),
            (1, LaneVerb.MoveUrl),
            (1, LaneVerb.ChangeLimit),
            (1, LaneVerb.ChangeRate),
            (1, LaneVerb.ChangeActive),
            (1, LaneVerb.RemoveOrBringBack),
            (1, LaneVerb.Redeliver),
            (1, LaneVerb.StopOrStart),
            (1, LaneVerb.Dwell))
        select new LaneScene(slots, lane, rate, attempts, pause, workflows, steps);

    /// <summary>
    /// Scenes in which nothing waits for the clock: destinations accept, hang or fail a delivery's only attempt, and no rate is set.
    /// </summary>
    public static Gen<LaneScene> Timeless { get; } =
        from slots in Gen.Int[1, 12]
        from lane in Gen.Int[1, 8]
        from workflows in Workflows(Gen.Const((double?)null))
        from steps in StepsOf(
            (8, LaneVerb.Publish),
            (4, LaneVerb.PublishBeside),
            (8, LaneVerb.Answer),
            (4, LaneVerb.ProcessDue),
            (2, LaneVerb.CancelProcessDue),
            (1, LaneVerb.MoveUrl),
            (1, LaneVerb.ChangeLimit),
            (1, LaneVerb.ChangeActive),
            (1, LaneVerb.RemoveOrBringBack),
            (1, LaneVerb.Redeliver),
            (2, LaneVerb.StopOrStart),
            (2, LaneVerb.Dwell))
        select new LaneScene(slots, lane, Rate: null, MaxAttempts: 1, PauseWhenGone: 0, workflows, steps) { IsTimeless = true };

    /// <summary>Scenes in which calls of the store fail, some of them after the store has done what was asked.</summary>
    public static Gen<LaneScene> Faulty { get; } =
        from slots in Gen.Int[1, 12]
        from lane in Gen.Int[1, 8]
        from attempts in Gen.Int[1, 4]
        from workflows in Workflows(Gen.Const((double?)null))
        from steps in StepsOf(
            (8, LaneVerb.Publish),
            (3, LaneVerb.PublishBeside),
            (5, LaneVerb.FailStore),
            (6, LaneVerb.Answer),
            (4, LaneVerb.Advance),
            (2, LaneVerb.ProcessDue),
            (1, LaneVerb.CancelProcessDue),
            (1, LaneVerb.MoveUrl),
            (1, LaneVerb.RemoveOrBringBack),
            (1, LaneVerb.Redeliver),
            (2, LaneVerb.StopOrStart),
            (1, LaneVerb.Dwell))
        select new LaneScene(slots, lane, Rate: null, attempts, PauseWhenGone: 0, workflows, steps) { IsStoreFaulty = true };

    private static Gen<LaneWorkflow[]> Workflows(Gen<double?> rates) =>
        (from destination in Gen.Int[0, LaneScene.Destinations - 1]
         from trigger in Gen.Int[0, LaneScene.Triggers - 1]
         from limit in Limits
         from rate in rates
         from isOrdered in Gen.Int[0, 3]
         select new LaneWorkflow(destination, trigger, limit, rate, isOrdered == 0)).Array[1, 4];

    private static Gen<LaneStep[]> StepsOf(params (int Weight, LaneVerb Verb)[] verbs) =>
        (from verb in Gen.Frequency([.. verbs.Select(verb => (verb.Weight, Gen.Const(verb.Verb)))])
         from target in Gen.Int[0, 11]
         from choice in Gen.Int[0, 11]
         select new LaneStep(verb, target, choice)).Array[1, 25];
}
