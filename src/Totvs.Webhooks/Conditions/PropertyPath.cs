using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>Turns property expressions into JSON paths, by what the serializer says of each type.</summary>
internal sealed class PropertyPath(JsonSerializerOptions options)
{
    public string Of(LambdaExpression property, JsonTypeInfo typeInfo) => PathOf(property.Body, property.Parameters[0], typeInfo, property).TrimStart('.');

    private string PathOf(Expression expression, ParameterExpression root, JsonTypeInfo rootInfo, LambdaExpression whole)
    {
        switch (expression)
        {
            case ParameterExpression parameter when parameter == root:
                return "";
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion:
                return PathOf(conversion.Operand, root, rootInfo, whole);
            case MemberExpression { Member.Name: "Value", Expression: { } nullable } when Nullable.GetUnderlyingType(nullable.Type) is not null:
                return PathOf(nullable, root, rootInfo, whole);
            case MemberExpression { Expression: { } owner } member:
                return $"{PathOf(owner, root, rootInfo, whole)}.{NameOf(member.Member, owner.Type == root.Type ? rootInfo : InfoOf(owner.Type, whole))}";
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } index:
                return PathOf(index.Left, root, rootInfo, whole) + StepOf(index.Right, whole);
            case MethodCallExpression { Method.Name: "get_Item", Object: { } owner, Arguments: [var argument] }:
                return PathOf(owner, root, rootInfo, whole) + StepOf(argument, whole);
            case MethodCallExpression { Method.Name: nameof(Enumerable.Select), Arguments: [var list, LambdaExpression element] } call
                when call.Method.DeclaringType == typeof(Enumerable):
                return $"{PathOf(list, root, rootInfo, whole)}[]{PathOf(element.Body, element.Parameters[0], InfoOf(element.Parameters[0].Type, whole), whole)}";
            default:
                throw new ArgumentException($"'{whole}' holds '{expression}', which has no JSON path; use properties, indexes such as [0] and Select(item => item.Property) only.", nameof(expression));
        }
    }

    private static string StepOf(Expression index, LambdaExpression whole) => index switch
    {
        ConstantExpression { Value: int and >= 0 and var number } => string.Create(CultureInfo.InvariantCulture, $"[{number}]"),
        ConstantExpression { Value: string key } => $".{FieldPath.Quote(key)}",
        _ => throw new ArgumentException($"'{whole}' holds the index '{index}'; write it as a number from 0 or a text, not as a variable.", nameof(index)),
    };

    private JsonTypeInfo InfoOf(Type type, LambdaExpression whole) => options.TryGetTypeInfo(type, out JsonTypeInfo? info)
        ? info
        : throw new ArgumentException($"'{whole}' goes through the type {type}, which the JsonTypeInfo's options do not know; add [JsonSerializable(typeof({type.Name}))] to the context.", nameof(whole));

    private static string NameOf(MemberInfo member, JsonTypeInfo info)
    {
        foreach (JsonPropertyInfo property in info.Properties)
        {
            if (property is { Get: not null, AttributeProvider: MemberInfo serialized } && serialized.Name == member.Name)
            {
                return FieldPath.Quote(property.Name);
            }
        }

        throw new ArgumentException($"'{member.Name}' of {info.Type} is not serialized, so that the record has no such field; take [JsonIgnore] away, or name another property.", nameof(member));
    }
}
