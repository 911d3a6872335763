namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path from the root of the repository.</param>
/// <param name="Line">The line of the opening fence, counted from 1.</param>
/// <param name="Language">The first word behind the fence: <c>csharp</c>.</param>
/// <param name="Name">The second word behind the fence, by which a test finds the block; empty where there is none.</param>
/// <param name="Text">What stands between the fences.</param>
internal sealed record Snippet(string Page, int Line, string Language, string Name, string Text)
{
    public override string ToString() => $"{Page}:{Line} {Language} {Name}".TrimEnd();
}
