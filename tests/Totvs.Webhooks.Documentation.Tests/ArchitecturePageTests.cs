using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>The page on the architecture names rooms, classes and tests that exist.</summary>
public sealed partial class ArchitecturePageTests
{
    private const string Page = "docs/architecture.md";

    [Test]
    public void Class_that_holds_a_rule_exists([ValueSource(nameof(Rules))] string rule)
    {
        string[] classes = [.. Code.Matches(Cells(rule)[3]).Select(match => match.Groups[1].Value)];

        Assert.That(classes, Is.Not.Empty);
        Assert.That(classes.Where(name => FilesOf("src", name).Length == 0), Is.Empty, "no file of src has that name");
    }

    [Test]
    public void Test_that_proves_a_rule_exists([ValueSource(nameof(Rules))] string rule)
    {
        string[] tests = [.. Code.Matches(Cells(rule)[4]).Select(match => match.Groups[1].Value)];

        Assert.That(tests, Is.Not.Empty);
        Assert.That(tests.Where(test => !Exists(test)), Is.Empty, "no such test");
    }

    [Test]
    public void Every_room_of_the_core_is_on_the_page()
    {
        IEnumerable<string> rooms = RepositoryFiles.Sources("src")
            .Where(path => path.StartsWith("src/Totvs.Webhooks/", StringComparison.Ordinal))
            .Select(path => path.Split('/'))
            .Where(parts => parts.Length > 3)
            .Select(parts => parts[2])
            .Distinct();

        Assert.That(
            rooms.Where(room => !Pages.Lines(Page).Any(line => line.StartsWith($"| {room} |", StringComparison.Ordinal))), Is.Empty);
    }

    private static IEnumerable<string> Rules() => Pages.Lines(Page).Where(line => Rule.IsMatch(line));

    private static string[] Cells(string row) => row.Split('|', StringSplitOptions.TrimEntries);

    private static bool Exists(string test)
    {
        string[] parts = test.Split('.');
        return FilesOf("tests", parts[0]) is [var file]
            && (parts.Length == 1 || RepositoryFiles.Lines(file).Any(line => line.Contains($" {parts[1]}(", StringComparison.Ordinal)));
    }

    private static string[] FilesOf(string folder, string type) =>
        [.. RepositoryFiles.Sources(folder).Where(path => path.EndsWith($"/{type}.cs", StringComparison.Ordinal))];

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Rule { get; }

    [GeneratedRegex("`([A-Za-z_.]+)`")]
    private static partial Regex Code { get; }
}
