namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>A log message, in the code or in the page <c>docs/log-messages.md</c>.</summary>
/// <param name="Id">The event id.</param>
/// <param name="Level">The level's name.</param>
/// <param name="Room">The namespace of its class, without <c>Totvs.Webhooks.</c></param>
/// <param name="Template">The message template.</param>
internal sealed record DocumentedLogMessage(int Id, string Level, string Room, string Template);
