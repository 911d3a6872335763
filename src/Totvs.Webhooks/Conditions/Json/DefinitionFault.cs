namespace Totvs.Webhooks.Conditions.Json;

/// <summary>One fault in a definition. Whose definition it is, the caller knows.</summary>
/// <param name="Place">Where in the definition, as a path: <c>conditions.all[1].operator</c>.</param>
/// <param name="Message">What is wrong, and the remedy.</param>
internal sealed record DefinitionFault(string Place, string Message);
