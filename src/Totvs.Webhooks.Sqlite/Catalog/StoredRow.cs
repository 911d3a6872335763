using Totvs.Webhooks.Workflows;

namespace Totvs.Webhooks.Sqlite.Catalog;

/// <summary>What came of reading a row: a workflow, or why there is none.</summary>
/// <param name="Workflow">The workflow.</param>
/// <param name="OutOfForce">Why there is none.</param>
/// <param name="Cause">What was thrown.</param>
internal readonly record struct StoredRow(Workflow? Workflow, OutOfForceWorkflow? OutOfForce, Exception? Cause);
