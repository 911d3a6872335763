using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions;

/// <summary>Turns one property expression into a JSON path, by what the serializer's options say of each type.</summary>
internal sealed class PropertyPath(LambdaExpression whole, JsonSerializerOptions options)
{
    public string Read(JsonTypeInfo typeInfo) => PathOf(whole.Body, whole.Parameters[0], typeInfo).TrimStart('.');

    private string PathOf(Expression expression, ParameterExpression root, JsonTypeInfo rootInfo)
    {
        switch (expression)
        {
            case ParameterExpression parameter when parameter == root:
                return "";
            case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion:
                return PathOf(conversion.Operand, root, rootInfo);
            case MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null:
                return PathOf(inner, root, rootInfo);
            case MemberExpression { Expression: { } owner } member:
                JsonTypeInfo ownerInfo = owner.Type == root.Type ? rootInfo : InfoOf(owner.Type);
                return $"{PathOf(owner, root, rootInfo)}.{NameOf(member.Member, ownerInfo)}";
            case BinaryExpression { NodeType: ExpressionType.ArrayIndex } index:
                return PathOf(index.Left, root, rootInfo) + StepOf(index.Right);
            case MethodCallExpression { Method.Name: "get_Item", Object: { } owner, Arguments: [var argument] }:
                return PathOf(owner, root, rootInfo) + StepOf(argument);
            case MethodCallExpression { Method.Name: nameof(Enumerable.Select), Arguments: [var list, LambdaExpression element] } call
                when call.Method.DeclaringType == typeof(Enumerable):
                ParameterExpression item = element.Parameters[0];
                return $"{PathOf(list, root, rootInfo)}[]{PathOf(element.Body, item, InfoOf(item.Type))}";
            default:
                throw Fault(
                    $"holds '{expression}', which has no JSON path; "
                    + "use properties, indexes such as [0] and Select(item => item.Property) only.");
        }
    }

    private string StepOf(Expression index) => index switch
    {
        ConstantExpression { Value: int and >= 0 and var number } => string.Create(CultureInfo.InvariantCulture, $"[{number}]"),
        ConstantExpression { Value: string key } => $".{FieldPath.Quote(key)}",
        _ => throw Fault($"holds the index '{index}'; write it as a number from 0 or a string, not as a variable."),
    };

    private JsonTypeInfo InfoOf(Type type) => options.TryGetTypeInfo(type, out JsonTypeInfo? info)
        ? info
        : throw Fault(
            $"goes through the type {type}, which the JsonTypeInfo's options do not know; "
            + $"add [JsonSerializable(typeof({type.Name}))] to the context.");

    private string NameOf(MemberInfo member, JsonTypeInfo info)
    {
        foreach (JsonPropertyInfo property in info.Properties)
        {
            if (property is { Get: not null, AttributeProvider: MemberInfo serialized } && serialized.Name == member.Name)
            {
                return FieldPath.Quote(property.Name);
            }
        }

        throw Fault(
            $"uses '{member.Name}' of {info.Type}, which is not serialized, so that the record has no such field; "
            + "take [JsonIgnore] away, or name another property.");
    }

    private ArgumentException Fault(string what) => new($"'{whole}' {what}");
}
