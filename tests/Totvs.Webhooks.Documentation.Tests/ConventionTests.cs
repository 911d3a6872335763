using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Totvs.Webhooks.Documentation.Tests;

/// <summary>What a tool can hold of the conventions in CONTRIBUTING.md. Each fault is named with its file and line.</summary>
public sealed partial class ConventionTests
{
    private const int LongFile = 200;
    private const int MaxLongFiles = 5;

    [Test]
    public void No_source_has_people_or_riddles_in_its_words() =>
        Assert.That(Places(["src", "samples"], line => HiddenSubject.IsMatch(line)), Is.Empty);

    [Test]
    public void No_page_has_people_or_riddles_in_its_words() =>
        Assert.That(
            Pages.All().SelectMany(page => Pages.Lines(page)
                .Select((line, index) => $"{page}:{index + 1}: {line}")
                .Where(place => HiddenSubject.IsMatch(place))),
            Is.Empty);

    [Test]
    public void At_most_five_sources_are_longer_than_200_lines() =>
        Assert.That(
            RepositoryFiles.Sources("src").Where(path => RepositoryFiles.Lines(path).Length > LongFile).ToList(),
            Has.Count.AtMost(MaxLongFiles));

    [Test]
    public void Names_of_tests_read_as_sentences() =>
        Assert.That(
            RepositoryFiles.Sources("tests").SelectMany(
                path => TestNames(path).Where(name => !Sentence.IsMatch(name)).Select(name => $"{path}: {name}")),
            Is.Empty,
            "a test's name begins with what it is about, has no article in front, and joins its words with underscores");

    private static IEnumerable<string> Places(string[] folders, Func<string, bool> isFault) =>
        RepositoryFiles.Sources(folders).SelectMany(path => RepositoryFiles.Lines(path)
            .Select((line, index) => (line, index))
            .Where(place => isFault(place.line))
            .Select(place => $"{path}:{place.index + 1}: {place.line.Trim()}"));

    private static IEnumerable<string> TestNames(string path)
    {
        bool isTest = false;
        foreach (string line in RepositoryFiles.Lines(path))
        {
            isTest |= TestAttribute.IsMatch(line);
            if (isTest && Method.Match(line) is { Success: true } method)
            {
                isTest = false;
                yield return method.Groups[1].Value;
            }
        }
    }

    [GeneratedRegex(
        @"\b(whoever|nobody|somebody|someone|anybody|everybody|for ever|worth telling|stands twice|and is none|one wish)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex HiddenSubject { get; }

    [GeneratedRegex(@"^\s*\[(Test|TestCase|TestCaseSource|Theory)\b")]
    private static partial Regex TestAttribute { get; }

    [GeneratedRegex(@"^\s*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method { get; }

    [GeneratedRegex(@"^(?!(?:A|An|The)_)[A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+$")]
    private static partial Regex Sentence { get; }
}
