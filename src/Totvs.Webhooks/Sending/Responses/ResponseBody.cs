namespace Totvs.Webhooks.Sending.Responses;

/// <summary>The beginning of a response's body.</summary>
/// <param name="Excerpt">Its text; <see langword="null"/> if there is none.</param>
/// <param name="Trouble">The exception that ended the reading; <see langword="null"/> if none did. It does not change the status.</param>
internal readonly record struct ResponseBody(string? Excerpt, Exception? Trouble);
