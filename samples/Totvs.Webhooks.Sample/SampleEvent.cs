using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Sample;

/// <summary>One line of the events file.</summary>
/// <param name="Id">The line's id, such as <c>E0001</c>, for <c>--explain</c>.</param>
/// <param name="Event">What is reported to the library.</param>
internal sealed record SampleEvent(string Id, WorkflowEvent Event);
