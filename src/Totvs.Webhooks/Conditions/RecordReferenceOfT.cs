using System.Linq.Expressions;
using System.Text.Json.Serialization.Metadata;

namespace Totvs.Webhooks.Conditions;

/// <summary>
/// The record of an event as a type of the host: <c>Field(opportunity => opportunity.Customer.State)</c> becomes the JSON path by the
/// serializer's own naming.
/// </summary>
/// <typeparam name="T">The type whose JSON is the record.</typeparam>
/// <remarks>Renaming a property breaks the build, or moves the path along, rather than leaving a condition that never matches.</remarks>
public sealed class RecordReference<T>
{
    private readonly JsonTypeInfo<T> _typeInfo;

    internal RecordReference(JsonTypeInfo<T> typeInfo) => _typeInfo = typeInfo;

    /// <summary>Begins a condition on a field of the record.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">
    /// A chain of properties, indexes and elements: <c>o => o.Amount</c>, <c>o => o.Customer.Address.State</c>,
    /// <c>o => o.Items[0].Price</c>, <c>o => o.Items.Select(item => item.Code)</c> for <c>items[].code</c>. It is read, never compiled or
    /// run.
    /// </param>
    /// <returns>The field, to be followed by an operator.</returns>
    /// <exception cref="ArgumentException">The expression is something else, or a property in it is not serialized.</exception>
    public FieldReference Field<TValue>(Expression<Func<T, TValue>> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return new FieldReference(new PropertyPath(property, _typeInfo.Options).Read(_typeInfo));
    }
}
