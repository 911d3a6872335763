using System.Text;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Filters;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Conditions.Filters;

/// <summary>Writes conditions in the platform's filter language where it can say them, for the tests of its reader.</summary>
internal static class FilterTextWriter
{
    public static string? Write(Condition condition) => condition switch
    {
        AnyCondition { Conditions.Count: > 1 } any => Join(any.Conditions, "||", WriteAll),
        _ => WriteAll(condition),
    };

    private static string? WriteAll(Condition condition) => condition switch
    {
        AllCondition { Conditions.Count: > 1 } all => Join(all.Conditions, "", WriteField),
        _ => WriteField(condition),
    };

    private static string? WriteField(Condition condition)
    {
        if (condition is not FieldCondition { Elements: null } field
            || FilterOperators.NameOf(field.Operator, field.IgnoreCase) is not { } name
            || FieldPath.Parse(field.Path, out _) is null
            || !TakesOperands(field)
            || field.Path.Trim().Length != field.Path.Length)
        {
            return null;
        }

        if (field.Operands.Count == 0)
        {
            return $"{{{field.Path}->{name}}}";
        }

        string? values = Join(
            field.Operands, ",", operand => operand is LiteralOperand literal ? FilterLiteral.Write(literal.Value) : null);
        return values is null ? null : $"{{{field.Path}->{name}->{values}}}";
    }

    private static bool TakesOperands(FieldCondition field) => OperatorFacts.Find(field.Operator)?.Shape switch
    {
        OperandShape.None => field.Operands.Count == 0,
        OperandShape.List => field.Operands.Count > 0,
        OperandShape.OrderedPair => field.Operands.Count == 2,
        _ => field.Operands.Count == 1,
    };

    private static string? Join<T>(IReadOnlyList<T> parts, string separator, Func<T, string?> write)
    {
        var text = new StringBuilder();
        for (int i = 0; i < parts.Count; i++)
        {
            if (write(parts[i]) is not { } part)
            {
                return null;
            }

            text.Append(i == 0 ? "" : separator).Append(part);
        }

        return text.ToString();
    }
}
