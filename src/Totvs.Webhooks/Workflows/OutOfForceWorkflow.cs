namespace Totvs.Webhooks.Workflows;

/// <summary>
/// A stored workflow that exists but is out of force, such as one that cannot be decrypted: it matches nothing, and the other workflows go
/// on.
/// It holds no secret.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is out of force, and the remedy.</param>
public sealed record OutOfForceWorkflow(Guid Id, string Name, string Reason)
{
    /// <summary>What the deliveries that wait for it are sent with; <see langword="null"/> where that is not known, so that they wait until
    /// it is.</summary>
    internal Workflow? Callable { get; init; }
}
