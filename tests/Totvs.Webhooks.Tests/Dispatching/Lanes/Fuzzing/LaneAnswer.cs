namespace Totvs.Webhooks.Tests.Dispatching.Lanes.Fuzzing;

/// <summary>How a destination answers.</summary>
internal enum LaneAnswer
{
    /// <summary>With 200.</summary>
    Accept = 0,

    /// <summary>Not, until the request times out or is broken off.</summary>
    Hang = 1,

    /// <summary>With 503.</summary>
    Fail = 2,

    /// <summary>It cannot be reached.</summary>
    Refuse = 3,

    /// <summary>It cannot be reached one time in four; otherwise with 200.</summary>
    RefuseSome = 4,

    /// <summary>With 410.</summary>
    Gone = 5,
}
