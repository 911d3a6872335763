namespace Totvs.Webhooks.Workflows;

/// <summary>Which workflow: what may be shown of it to those who may not see its URL, headers and secrets.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, as it was at that moment.</param>
public readonly record struct WorkflowReference(Guid Id, string Name);
