namespace Totvs.Webhooks.Benchmarks.Peers;

/// <summary>Does the POST of a <see cref="WolverineMessage"/>. Public because the code that Wolverine generates calls it.</summary>
public sealed class WolverineMessageHandler(Poster poster)
{
    public Task HandleAsync(WolverineMessage message) => poster.PostAsync(message.Body);
}
