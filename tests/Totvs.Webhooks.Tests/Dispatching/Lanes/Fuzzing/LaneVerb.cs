namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>What a step of a scene does.</summary>
internal enum LaneVerb
{
    /// <summary>Publishes events, and waits until they are kept.</summary>
    Publish = 0,

    /// <summary>Publishes events one by one while the next steps are taken.</summary>
    PublishBeside = 1,

    /// <summary>Changes how a destination answers.</summary>
    Answer = 2,

    /// <summary>Waits until nothing is pending or running, and moves the clock.</summary>
    Advance = 3,

    /// <summary>Calls ProcessDueAsync beside whatever runs.</summary>
    ProcessDue = 4,

    /// <summary>Cancels the calls of ProcessDueAsync that have not returned.</summary>
    CancelProcessDue = 5,

    /// <summary>Moves the URL of a workflow to another destination.</summary>
    MoveUrl = 6,

    /// <summary>Changes the limit of a workflow.</summary>
    ChangeLimit = 7,

    /// <summary>Changes the rate of a workflow.</summary>
    ChangeRate = 8,

    /// <summary>Makes a workflow inactive, or active again.</summary>
    ChangeActive = 9,

    /// <summary>Removes a workflow, or brings it back.</summary>
    RemoveOrBringBack = 10,

    /// <summary>Redelivers what was discarded.</summary>
    Redeliver = 11,

    /// <summary>Stops the host, in good order or without time, or starts it again.</summary>
    StopOrStart = 12,

    /// <summary>Gives a loop that does not rest many turns to be seen.</summary>
    Dwell = 13,

    /// <summary>Makes the next calls of the store fail.</summary>
    FailStore = 14,
}
