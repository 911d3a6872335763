namespace Totvs.Webhooks.Workflows;

/// <summary>
/// What else a workflow's URL must satisfy before it is saved. The rules of what may be dialled belong to a later room; this is where they
/// reach back to the person who types the URL.
/// </summary>
/// <param name="faultOf">Says what is wrong with a URL and the remedy, or <see langword="null"/>.</param>
internal sealed class WorkflowUrlCheck(Func<Uri, string?> faultOf)
{
    /// <summary>Checks nothing.</summary>
    public static WorkflowUrlCheck None { get; } = new(_ => null);

    public string? FaultOf(Uri url) => faultOf(url);
}
