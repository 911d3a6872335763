namespace Totvs.Webhooks.Sample;

/// <summary>A line of the events file that is not an event.</summary>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="Cause">What is wrong with it.</param>
internal sealed record BrokenLine(int Number, string Cause);
