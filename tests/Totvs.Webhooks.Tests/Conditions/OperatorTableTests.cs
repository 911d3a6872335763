using NUnit.Framework;
using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>The table of operators is whole.</summary>
public class OperatorTableTests
{
    [Test]
    public void Every_operator_has_one_row() =>
        Assert.That(OperatorFacts.All.Select(facts => facts.Operator), Is.EquivalentTo(Enum.GetValues<ConditionOperator>()));

    [Test]
    public void Every_row_serves_a_type_and_has_phrases_in_three_languages()
    {
        foreach (OperatorFacts facts in OperatorFacts.All)
        {
            Assert.That(facts.Types, Is.Not.EqualTo(FieldTypes.None), facts.Name);
            Assert.That(facts.Phrase.Portuguese, Is.Not.Null.And.Not.Empty, facts.Name);
            Assert.That(facts.Phrase.Spanish, Is.Not.Null.And.Not.Empty, facts.Name);
        }
    }

    [Test]
    public void Negation_differs_from_its_counterpart_in_names_alone()
    {
        foreach (OperatorFacts negation in OperatorFacts.All.Where(facts => facts.Negates is not null))
        {
            OperatorFacts counterpart = OperatorFacts.Find(negation.Negates!.Value)!;
            Assert.That(
                (negation.Group, negation.Types, negation.Shape), Is.EqualTo((counterpart.Group, counterpart.Types, counterpart.Shape)));
            Assert.That(negation.ReasonIfTrue, Is.Not.Null, negation.Name);
            Assert.That(counterpart.Negates, Is.Null, negation.Name);
        }
    }
}
