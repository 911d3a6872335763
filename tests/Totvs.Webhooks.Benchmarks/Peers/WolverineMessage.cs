namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>The message of Wolverine: one POST to do. Public because the code that Wolverine generates uses it.</summary>
/// <param name="Body">What to post.</param>
public sealed record WolverineMessage(string Body);
