using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows;
using Totvs.Webhooks.Workflows.Triggers;

namespace Totvs.Webhooks.Tests.Conditions;

public class RecordReferenceTests
{
    private static readonly RecordReference<Deal> Reference = new(DealContext.Default.Deal);

    [Test]
    public void Property_becomes_the_path_by_the_serializers_own_naming()
    {
        Assert.That(Reference.Field(deal => deal.Amount).Path, Is.EqualTo("amount"));
        Assert.That(Reference.Field(deal => deal.Stage).Path, Is.EqualTo("'stage name'"));
        Assert.That(Reference.Field(deal => deal.Customer!.StateCode).Path, Is.EqualTo("customer.stateCode"));
        Assert.That(Reference.Field(deal => deal.ClosedAt!.Value).Path, Is.EqualTo("closedAt"));
        Assert.That(Reference.Field(deal => (object?)deal.Amount).Path, Is.EqualTo("amount"));
        Assert.That(Reference.Field(deal => deal.Items[0].Price).Path, Is.EqualTo("items[0].price"));
        Assert.That(Reference.Field(deal => deal.Gifts[2].Code).Path, Is.EqualTo("gifts[2].code"));
        Assert.That(Reference.Field(deal => deal.Items.Select(item => item.Code)).Path, Is.EqualTo("items[].code"));
        Assert.That(Reference.Field(deal => deal.Items.Select(item => item)).Path, Is.EqualTo("items[]"));
        Assert.That(Reference.Field(deal => deal.Tags["big deal"]).Path, Is.EqualTo("tags.'big deal'"));
    }

    [Test]
    public void Conditions_on_properties_meet_the_records_of_the_same_type()
    {
        JsonElement record = RecordJson.From(
            new Deal
            {
                Amount = 10_000,
                Stage = "won",
                Customer = new() { StateCode = "SP" },
                Items = [new() { Code = "A", Price = 1 }, new() { Code = "B", Price = 2 }],
            },
            DealContext.Default.Deal);
        Condition condition = Reference.Field(deal => deal.Amount).IsAtLeast(10_000)
            & Reference.Field(deal => deal.Stage).Is("won")
            & Reference.Field(deal => deal.Customer!.StateCode).IsIn("SP", "RJ")
            & Reference.Field(deal => deal.Items.Select(item => item.Code)).Any().Is("B")
            & Reference.Field(deal => deal.Items.Select(item => item.Price)).Count().Is(2);
        Assert.That(Judged.Of(condition, record.GetRawText()), Is.EqualTo(ConditionResult.True));
    }

    [Test]
    public void What_has_no_path_is_refused_with_the_remedy()
    {
        int index = 1;
        Assert.That(
            () => Reference.Field(deal => deal.Secret),
            Throws.ArgumentException.With.Message.Contains("'Secret'").And.Message.Contains("JsonIgnore"));
        Assert.That(() => Reference.Field(deal => deal.Stage!.Length), Throws.ArgumentException.With.Message.Contains("Length"));
        Assert.That(() => Reference.Field(deal => deal.Amount + 1), Throws.ArgumentException.With.Message.Contains("no JSON path"));
        Assert.That(
            () => Reference.Field(deal => deal.Items[index].Code),
            Throws.ArgumentException.With.Message.Contains("not as a variable"));
        Assert.That(() => Reference.Field(deal => deal.Items.First().Code), Throws.ArgumentException.With.Message.Contains("First"));
    }

    [Test]
    public void Workflow_in_code_may_name_properties() =>
        Assert.That(
            new WorkflowBuilder().Named("Large deals").When(CrmTriggers.OpportunityWon).PostTo("https://erp.example.com")
                .Where(DealContext.Default.Deal, deal => deal.Field(one => one.Amount).IsAtLeast(10_000))
                .Build().Conditions,
            Is.EqualTo(Condition.Field("amount").IsAtLeast(10_000)));

    [Test]
    public void Untyped_record_names_its_fields() =>
        Assert.That(new RecordReference().Field("amount").IsAtLeast(10_000), Is.EqualTo(Condition.Field("amount").IsAtLeast(10_000)));
}
