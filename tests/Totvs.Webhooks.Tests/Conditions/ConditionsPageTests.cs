using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>The page on conditions says what the code does.</summary>
public partial class ConditionsPageTests
{
    private const string Begin = "<!-- operators: begin (made by OperatorTables; a test compares) -->\n";
    private const string End = "<!-- operators: end -->";

    [Test]
    public void Every_operator_has_an_example_that_is_true()
    {
        Assert.That(OperatorExamples.All.Keys, Is.EquivalentTo(Enum.GetValues<ConditionOperator>()));
        foreach (OperatorFacts facts in OperatorFacts.All)
        {
            (_, string value, string? previous) = OperatorExamples.All[facts.Operator];
            ConditionResult result = Judged.Of(
                Judged.Read(OperatorTables.ExampleOf(facts)), OperatorTables.RecordOf(value), OperatorTables.RecordOf(previous ?? ""));
            Assert.That(result, Is.EqualTo(ConditionResult.True), facts.Name);
        }
    }

    [Test]
    public void Tables_of_the_page_are_those_of_the_code()
    {
        string page = Page();
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.That(begin >= 0 && end > begin, "the page has lost its marks");
        string expected = OperatorTables.Make(
            File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Totvs.Webhooks.xml")));
        string actual = page[(begin + Begin.Length)..end];
        if (actual.Trim() != expected.Trim())
        {
            string made = Path.Combine(TestContext.CurrentContext.WorkDirectory, "conditions-operators.md");
            File.WriteAllText(made, expected);
            Assert.That(actual.Trim(), Is.EqualTo(expected.Trim()), $"put the text of {made} between the marks of docs/conditions.md");
        }
    }

    [Test]
    public void Every_condition_on_the_page_is_valid()
    {
        MatchCollection blocks = JsonBlock().Matches(Page());
        Assert.That(blocks, Is.Not.Empty);
        foreach (Match block in blocks)
        {
            var errors = new List<DefinitionFault>();
            Condition? condition = ConditionReader.Read(JsonElement.Parse(block.Groups[1].Value), "conditions", errors);
            Assert.That(errors, Is.Empty, block.Value);
            Assert.That(condition, Is.Not.Null);
        }
    }

    [Test]
    public void Every_filter_text_on_the_page_is_valid()
    {
        MatchCollection texts = FilterExample().Matches(Page());
        Assert.That(texts, Is.Not.Empty);
        foreach (Match text in texts)
        {
            Assert.That(FilterText.TryParse(text.Groups[1].Value, out _, out string? error), Is.True, error);
        }
    }

    [Test]
    public void Limits_on_the_page_are_those_of_the_code() => Assert.That(
        Page(),
        Does.Contain($"{ConditionLimits.Depth} groups")
            .And.Contain($"{FieldPath.MaxSteps} steps")
            .And.Contain(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ConditionLimits.PatternLength:N0} characters"))
            .And.Contain(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ConditionDuration.MaxAmount:N0}"))
            .And.Contain($"{Totvs.Webhooks.Conditions.Evaluation.ConditionPattern.TimeLimit.TotalMilliseconds} milliseconds"));

    private static string Page()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "docs", "conditions.md");
            if (File.Exists(path))
            {
                return File.ReadAllText(path).ReplaceLineEndings("\n");
            }
        }

        throw new FileNotFoundException("docs/conditions.md is in no folder above the tests.");
    }

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("^ {4}(\\{.*->.*\\})$", RegexOptions.Multiline)]
    private static partial Regex FilterExample();
}
