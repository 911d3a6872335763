namespace Totvs.Webhooks.Sending.Responses;

/// <summary>The beginning of a response's body.</summary>
/// <param name="Excerpt">It as text, or <see langword="null"/> when there is none.</param>
/// <param name="Trouble">What broke the reading off, or <see langword="null"/>. It never changes the status.</param>
internal readonly record struct ResponseBody(string? Excerpt, Exception? Trouble);
