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

    /// <summary>Makes the reference.</summary>
    /// <param name="typeInfo">How the serializer writes the type, from a source-generated context; the same that makes the records.</param>
    public RecordReference(JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        _typeInfo = typeInfo;
    }

    /// <summary>Begins a condition on a field of the record.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">
    /// A chain of properties, indexes and element look-ups: <c>o => o.Amount</c>, <c>o => o.Customer.Address.State</c>, <c>o =>
    /// o.Items[0].Price</c>, <c>o => o.Items.Select(item => item.Code)</c> for <c>items[].code</c>. It is only looked at, never compiled
    /// or run.
    /// </param>
    /// <returns>The field, to be followed by an operator.</returns>
    /// <exception cref="ArgumentException">The expression is something else, or a property in it is not serialized.</exception>
    public FieldReference Field<TValue>(Expression<Func<T, TValue>> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return new FieldReference(new PropertyPath(_typeInfo.Options).Of(property, _typeInfo));
    }
}
