using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Matching;

/// <summary>A workflow that an event runs.</summary>
/// <param name="Workflow">The workflow, as it was at that moment.</param>
/// <param name="Trigger">Its trigger as receivers see it: the workflow's own, or the host's override of it.</param>
public sealed record WorkflowMatch(Workflow Workflow, Trigger Trigger);
