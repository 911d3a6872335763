using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Catalog;

/// <summary>All workflows at one moment.</summary>
/// <param name="Version">How often they had been changed by then, by any process.</param>
/// <param name="Workflows">The workflows, by name.</param>
internal sealed record WorkflowSnapshot(long Version, IReadOnlyList<Workflow> Workflows);
