namespace Totvs.Webhooks.Conditions;

/// <summary>
/// The record of an event, as the argument of <c>Where(opportunity => opportunity.Field("amount").IsAtLeast(10_000))</c>.
/// </summary>
public sealed class RecordReference
{
    /// <summary>Begins a condition on a field of the record.</summary>
    /// <param name="path">
    /// The field's path: <c>customer.address.state</c>, <c>items[].code</c>, <c>items[0].price</c>, <c>customer.'full name'</c>.
    /// </param>
    /// <returns>The field, to be followed by an operator.</returns>
#pragma warning disable CA1822 // The record is what the sentence is about: opportunity.Field("amount").
    public FieldReference Field(string path) => new(path);
#pragma warning restore CA1822
}
