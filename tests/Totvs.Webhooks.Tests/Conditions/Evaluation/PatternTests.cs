using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Json;

namespace Totvs.Webhooks.Tests.Conditions.Evaluation;

public class PatternTests
{
    [TestCase("^won$", "won", true)]
    [TestCase("^won$", "won\n", false)]
    [TestCase("^won$", "won\r\n", false)]
    [TestCase("^won$", "won\n\n", false)]
    [TestCase("^won$|^lost$", "lost\n", false)]
    [TestCase("(won|lost)$", "lost\n", false)]
    [TestCase("won$\n", "won\n", false)]
    [TestCase("a{1}$", "a\n", false)]
    [TestCase("$", "", true)]
    [TestCase("^$", "\n", false)]
    [TestCase(@"^won\Z", "won", true)]
    [TestCase(@"^won\Z", "won\n", false)]
    [TestCase(@"^won\z", "won\n", false)]
    [TestCase(@"(?m)^won\Z", "won\n", false)]
    [TestCase("(?s)^.*$", "a\n", true)]
    [TestCase("(?i)^WON$", "won", true)]
    [TestCase("(?i)^WON$", "won\n", false)]
    public void Dollar_and_capital_z_mean_the_end_of_the_text(string pattern, string text, bool matches) =>
        Assert.That(IsMatch(pattern, text), Is.EqualTo(matches));

    [TestCase("(?m)^won$", "won\nlost", true)]
    [TestCase("(?m)^lost$", "won\nlost", true)]
    [TestCase("(?im)^WON$", "won\nlost", true)]
    [TestCase("(?m:^won$)", "won\nlost", true)]
    [TestCase("(?m:won)$", "won\n", false)]
    [TestCase("(?m)(?-m)won$", "won\n", false)]
    [TestCase("(?m)(?-m:won$)", "won\n", false)]
    [TestCase("((?m)won)$", "won\n", false)]
    [TestCase("(?:(?m)won$)", "won\n", true)]
    [TestCase("(?<stage>(?m)won$)", "won\n", true)]
    public void In_a_part_that_asks_for_lines_dollar_means_the_end_of_a_line(string pattern, string text, bool matches) =>
        Assert.That(IsMatch(pattern, text), Is.EqualTo(matches));

    [TestCase("[$]", "a$b", true)]
    [TestCase(@"\$", "a$b", true)]
    [TestCase(@"\\$", "a\\\n", false)]
    [TestCase(@"\\$", "a\\", true)]
    [TestCase(@"5\$$", "5$", true)]
    [TestCase(@"5\$$", "5$\n", false)]
    [TestCase("[]$]$", "]\n", false)]
    [TestCase("[]$]$", "$", true)]
    [TestCase("^[^]$]$", "a", true)]
    [TestCase("^[^]$]$", "$", false)]
    [TestCase(@"^[\]$]$", "$", true)]
    [TestCase("^[!-z-[$b]]$", "$", false)]
    [TestCase("^[!-z-[$b]]$", "a", true)]
    [TestCase("^[!-z-[$b]]$", "a\n", false)]
    [TestCase("(?#a [ comment $)won$", "won\n", false)]
    [TestCase("(?x)won # a [ comment $\n$", "won\n", false)]
    [TestCase("(?x)won # a [ comment $\n$", "won", true)]
    [TestCase("won#[$]", "won#$", true)]
    [TestCase(@"^\cA$", "\u0001", true)]
    [TestCase(@"^\x24$", "$", true)]
    public void Dollar_that_is_no_anchor_stays_what_it_is(string pattern, string text, bool matches) =>
        Assert.That(IsMatch(pattern, text), Is.EqualTo(matches));

    [Test]
    public void End_of_the_text_is_the_same_without_regard_to_case_and_when_negated()
    {
        Assert.That(
            Judged.Of(Condition.Field("x").Matches("^won$", ignoreCase: true), """{"x":"WON\n"}"""),
            Is.EqualTo(ConditionResult.False));
        Assert.That(Judged.Of(Condition.Field("x").DoesNotMatch("^won$"), """{"x":"won\n"}"""), Is.EqualTo(ConditionResult.True));
        Assert.That(Judged.Of(Condition.Field("x[]").Matches("^won$"), """{"x":["won\n"]}"""), Is.EqualTo(ConditionResult.False));
    }

    [TestCase("(a{1,1000}){1,1000}")]
    [TestCase("(([a-z]{1,100}){1,100}){1,100}")]
    [TestCase("(?:won|lost){9999}")]
    public void Expression_that_is_too_large_is_refused_for_its_size(string pattern) =>
        Assert.That(FaultOf(pattern), Does.Contain("too large").And.Contain("repetition").And.Not.Contain("look"));

    [TestCase("(?=a)b", "look-ahead '(?='")]
    [TestCase("(?!a)b", "look-ahead '(?!'")]
    [TestCase("(?<=a)b", "look-behind '(?<='")]
    [TestCase("(?<!a)b", "look-behind '(?<!'")]
    [TestCase("(?>a)b", "atomic group '(?>'")]
    [TestCase("(?(a)b|c)", "conditional '(?('")]
    [TestCase(@"(a)\1", @"backreference '\1'")]
    [TestCase(@"(?<n>a)\k<n>", @"backreference '\k'")]
    [TestCase("(?<n>a)(?<m-n>b)", "balancing group")]
    [TestCase(@"\Ga", @"anchor '\G'")]
    public void Expression_that_needs_more_than_linear_time_is_refused_with_the_part_that_does(string pattern, string part) =>
        Assert.That(FaultOf(pattern), Does.Contain(part).And.Contain("without"));

    [TestCase("(?r)won")]
    [TestCase("(won")]
    [TestCase("[won")]
    [TestCase(@"won\")]
    [TestCase("(?m")]
    [TestCase("(?")]
    [TestCase("(?<")]
    [TestCase("(?<n")]
    [TestCase("(?#")]
    [TestCase(@"\c")]
    [TestCase("[a-")]
    [TestCase("[a-[")]
    [TestCase("a)$")]
    public void What_is_no_expression_is_refused(string pattern) =>
        Assert.That(FaultOf(pattern), Does.Contain("is not a regular expression"));

    [TestCase("[(?=]a")]
    [TestCase(@"\(?=a")]
    [TestCase(@"\\1")]
    [TestCase("(?<n>a)")]
    [TestCase("(?#(?=)a")]
    public void What_only_looks_like_such_a_part_is_no_fault(string pattern) => Assert.That(FaultOf(pattern), Is.Null);

    private static bool IsMatch(string pattern, string text)
    {
        ConditionResult result = Judged.Of(
            Condition.Field("x").Matches(pattern), JsonSerializer.Serialize(new Dictionary<string, string> { ["x"] = text }));
        Assert.That(result, Is.Not.EqualTo(ConditionResult.Unknown));
        return result == ConditionResult.True;
    }

    private static string? FaultOf(string pattern)
    {
        List<DefinitionFault> errors = [];
        ConditionValidator.Validate(Condition.Field("x").Matches(pattern), "conditions", errors);
        return errors.SingleOrDefault()?.Message;
    }
}
