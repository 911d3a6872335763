using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>Makes the tables of the page on conditions: meanings from the docstrings, results by judging.</summary>
internal static partial class OperatorTables
{
    private static readonly Dictionary<OperatorGroup, string> Titles = new()
    {
        [OperatorGroup.Equality] = "Equality and lists of values",
        [OperatorGroup.Text] = "Strings",
        [OperatorGroup.Order] = "Numbers, and dates as well",
        [OperatorGroup.Boolean] = "Booleans",
        [OperatorGroup.Presence] = "Whether there is a value",
        [OperatorGroup.Change] = "What changed",
        [OperatorGroup.Date] = "Dates",
        [OperatorGroup.Calendar] = "Dates in the calendar around now",
        [OperatorGroup.Distance] = "Dates at a distance from now",
    };

    public static string Make(string docstrings)
    {
        var members = XDocument.Parse(docstrings).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);
        var text = new StringBuilder();
        foreach (IGrouping<OperatorGroup, OperatorFacts> group in OperatorFacts.All.GroupBy(facts => facts.Group))
        {
            bool looksBack = group.Key == OperatorGroup.Change;
            text.Append("### ").Append(Titles[group.Key]).Append("\n\n");
            text.Append("| operator | meaning | example | true for | null | missing |")
                .Append(looksBack ? " just created |" : "").Append('\n');
            text.Append("|---|---|---|---|---|---|").Append(looksBack ? "---|" : "").Append('\n');
            foreach (OperatorFacts facts in group)
            {
                AppendRow(text, facts, MeaningOf(members[$"F:{typeof(ConditionOperator).FullName}.{facts.Operator}"]));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>The example of an operator as JSON.</summary>
    public static string ExampleOf(OperatorFacts facts)
    {
        string members = OperatorExamples.All[facts.Operator].Members;
        return $$"""{"field":"x","operator":"{{facts.Name}}"{{(members.Length > 0 ? "," : "")}}{{members}}}""";
    }

    /// <summary>A record whose field x has a value, given as JSON, or none.</summary>
    public static string RecordOf(string value) => value.Length == 0 ? """{"limit":10}""" : $$"""{"limit":10,"x":{{value}}}""";

    private static void AppendRow(StringBuilder text, OperatorFacts facts, string meaning)
    {
        (_, string value, string? previous) = OperatorExamples.All[facts.Operator];
        string example = ExampleOf(facts);
        Condition condition = Judged.Read(example);
        string before = RecordOf(previous ?? "");
        text.Append("| `").Append(facts.Name).Append("` | ").Append(meaning)
            .Append(" | `").Append(example.Replace("|", "\\|", StringComparison.Ordinal)).Append("` | ")
            .Append(value.Length == 0 ? "no field" : $"`{value}`").Append(previous is null ? "" : $", before `{previous}`").Append(" | ")
            .Append(Word(Judged.Of(condition, RecordOf("null"), before))).Append(" | ")
            .Append(Word(Judged.Of(condition, RecordOf(""), facts.LooksBack ? RecordOf("") : before))).Append(" |");
        if (facts.LooksBack)
        {
            text.Append(' ').Append(Word(Judged.Of(condition, RecordOf(value)))).Append(" |");
        }

        text.Append('\n');
    }

    private static string Word(ConditionResult result) => result switch
    {
        ConditionResult.True => "**true**",
        ConditionResult.False => "false",
        _ => "unknown",
    };

    private static string MeaningOf(XElement member)
    {
        XElement summary = member.Element("summary")!;
        foreach (XElement reference in summary.Descendants("see").ToList())
        {
            string name = ((string)reference.Attribute("cref")!).Split('.')[^1];
            reference.ReplaceWith(
                Enum.TryParse(name, out ConditionOperator conditionOperator)
                    ? $"`{OperatorFacts.Find(conditionOperator)!.Name}`"
                    : name == "IgnoreCase"
                    ? "`ignoreCase`"
                    : $"`{name}`");
        }

        foreach (XElement code in summary.Descendants("c").ToList())
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return WhiteSpace().Replace(summary.Value, " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex WhiteSpace();
}
