using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The README and the pages of docs, as they lie beside the tests.</summary>
internal static class Pages
{
    private const string Fence = "```";

    private static string Root => Path.Combine(TestContext.CurrentContext.TestDirectory, "pages");

    public static IEnumerable<string> All() =>
        Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string[] Lines(string page) => File.ReadAllLines(Path.Combine(Root, page));

    public static IEnumerable<Snippet> Snippets() => All().SelectMany(SnippetsOf);

    public static IEnumerable<Snippet> Snippets(string language) => Snippets().Where(snippet => snippet.Language == language);

    public static Snippet Named(string name) => Snippets().Single(snippet => snippet.Name == name);

    /// <summary>The rows of the table whose first column has this heading.</summary>
    /// <param name="page">The page.</param>
    /// <param name="heading">The heading of the first column.</param>
    public static IReadOnlyList<string[]> Table(string page, string heading) =>
    [
        .. File.ReadLines(Path.Combine(Root, page))
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    private static IEnumerable<Snippet> SnippetsOf(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, page));
        for (int index = 0; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            int end = Array.FindIndex(lines, index + 1, line => line.StartsWith(Fence, StringComparison.Ordinal));
            string[] words = lines[index][Fence.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            yield return new Snippet(
                page, index + 1, words.FirstOrDefault(""), words.ElementAtOrDefault(1) ?? "", string.Join('\n', lines[(index + 1)..end]));
            index = end;
        }
    }
}
