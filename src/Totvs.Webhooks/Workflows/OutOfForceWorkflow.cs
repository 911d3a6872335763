namespace Totvs.Webhooks.Workflows;

/// <summary>
/// A stored workflow that exists but is out of force, such as one that cannot be decrypted: it matches no event, and the other workflows
/// are not affected. It holds no secret.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is out of force, and the remedy.</param>
public sealed record OutOfForceWorkflow(Guid Id, string Name, string Reason)
{
    /// <summary>
    /// What its pending deliveries are sent with; <see langword="null"/> where that is not known, so that they stay pending until it is.
    /// </summary>
    internal Workflow? Callable { get; init; }
}
