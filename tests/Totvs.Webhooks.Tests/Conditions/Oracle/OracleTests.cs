using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>
/// The library against an evaluator written from docs/conditions.md alone. The cases in the file are frozen: a change of the library or
/// of the oracle that moves one of them is a change of the language.
/// </summary>
public class OracleTests
{
    private const int Seed = 20220506;
    private const int Frozen = 2_000;

    private static readonly (OracleCase Case, bool? Result)[] Cases =
    [
        .. File.ReadLines(PathOfCases(AppContext.BaseDirectory)).Where(line => line.Length > 0).Select(OracleCase.Read),
    ];

    [Test]
    public void Library_judges_every_frozen_case_as_the_file_says() =>
        Assert.That(
            Cases.Where(frozen => Library(frozen.Case) != frozen.Result).Select(frozen => frozen.Case.Write(frozen.Result)),
            Is.Empty);

    [Test]
    public void Oracle_judges_every_frozen_case_as_the_file_says() =>
        Assert.That(
            Cases.Where(frozen => OracleJudge.Judge(frozen.Case) != frozen.Result).Select(frozen => frozen.Case.Write(frozen.Result)),
            Is.Empty);

    [Test]
    public void Frozen_cases_hold_every_operator_and_each_result_often()
    {
        Assert.That(Cases, Has.Length.GreaterThanOrEqualTo(Frozen));
        foreach (bool? result in new bool?[] { true, false, null })
        {
            Assert.That(Cases.Count(frozen => frozen.Result == result), Is.GreaterThan(Frozen / 6), $"{result}");
        }

        string conditions = string.Join('\n', Cases.Select(frozen => frozen.Case.Condition));
        IEnumerable<string> missing = OperatorFacts.All.Select(facts => facts.Name)
            .Where(name => !conditions.Contains($"\"operator\":\"{name}\"", StringComparison.Ordinal));
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void Library_and_the_oracle_agree_on_cases_beside_the_frozen_ones([Range(1, 4)] int seed)
    {
        OracleCase[] cases = [.. new OracleGenerator(seed).Cases(2_500)];
        Assert.That(
            cases.Where(made => Library(made) != OracleJudge.Judge(made)).Select(made => made.Write(OracleJudge.Judge(made))),
            Is.Empty);
    }

    /// <summary>The frozen cases are what the generator and the oracle make, so that a reader can tell where they come from.</summary>
    [Test]
    public void Frozen_cases_are_those_that_the_generator_makes() =>
        Assert.That(
            File.ReadAllLines(PathOfCases(TestContext.CurrentContext.TestDirectory)),
            Is.EqualTo(
                new OracleGenerator(Seed).Cases(2 * Frozen).Distinct().Take(Frozen).Select(made => made.Write(OracleJudge.Judge(made)))),
            "write the file anew only for a change of the language that was decided");

    private static bool? Library(OracleCase theCase)
    {
        OracleSettings settings = OracleSettings.ByLetter[theCase.Settings];
        return Judged.Of(
            Judged.Read(theCase.Condition), theCase.Record, theCase.Previous, settings.Now,
            new(settings.Zone, settings.FirstDayOfWeek)) switch
        {
            ConditionResult.True => true,
            ConditionResult.False => false,
            _ => null,
        };
    }

    private static string PathOfCases(string folder) => Path.Combine(folder, "oracle-cases.tsv");
}
