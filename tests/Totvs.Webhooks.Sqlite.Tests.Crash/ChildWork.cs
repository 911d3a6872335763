namespace Totvs.Webhooks.Sqlite.Tests.Crash;

/// <summary>What a child does until it is killed, or is done.</summary>
internal enum ChildWork
{
    /// <summary>Publishes and delivers as fast as it can.</summary>
    Publish = 0,

    /// <summary>Delivers what is left, and ends.</summary>
    Drain = 1,
}
