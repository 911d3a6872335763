using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Writes conditions as JSON, in the form that <see cref="ConditionReader"/> reads without loss.</summary>
internal static class ConditionWriter
{
    public static void Write(Utf8JsonWriter writer, Condition condition)
    {
        writer.WriteStartObject();
        switch (condition)
        {
            case GroupCondition group:
                WriteGroup(writer, group);
                break;
            case NotCondition not:
                writer.WritePropertyName("not");
                Write(writer, not.Condition);
                break;
            case FieldCondition field:
                WriteField(writer, field);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter writer, GroupCondition group)
    {
        writer.WriteStartArray(group.Name);
        foreach (Condition condition in group.Conditions)
        {
            Write(writer, condition);
        }

        writer.WriteEndArray();
    }

    private static void WriteField(Utf8JsonWriter writer, FieldCondition field)
    {
        OperatorFacts facts = OperatorFacts.Find(field.Operator)
            ?? throw new ArgumentException($"'{field.Operator}' is not an operator; use a member of ConditionOperator.", nameof(field));
        writer.WriteString("field", field.Path);
        if (field.Elements is { } elements)
        {
            writer.WriteString("elements", ElementsNames.Of(elements));
        }

        writer.WriteString("operator", facts.Name);
        WriteOperands(writer, facts.Shape, field.Operands);
        if (field.IgnoreCase)
        {
            writer.WriteBoolean("ignoreCase", true);
        }
    }

    private static void WriteOperands(Utf8JsonWriter writer, OperandShape shape, IReadOnlyList<Operand> operands)
    {
        if (shape == OperandShape.List)
        {
            writer.WriteStartArray("values");
            foreach (Operand operand in operands)
            {
                WriteOperand(writer, operand);
            }

            writer.WriteEndArray();
            return;
        }

        bool isPair = shape is OperandShape.FromTo or OperandShape.OrderedPair;
        for (int i = 0; i < operands.Count; i++)
        {
            writer.WritePropertyName(!isPair ? "value" : i == 0 ? "from" : "to");
            WriteOperand(writer, operands[i]);
        }
    }

    private static void WriteOperand(Utf8JsonWriter writer, Operand operand)
    {
        if (operand is LiteralOperand { Value.ValueKind: not JsonValueKind.Object } plain)
        {
            JsonText.Write(writer, plain.Value);
            return;
        }

        writer.WriteStartObject();
        switch (operand)
        {
            case FieldOperand field:
                writer.WriteString("field", field.Path);
                break;
            case PreviousFieldOperand previous:
                writer.WriteString("previous", previous.Path);
                break;
            case NowOperand now:
                writer.WriteString("now", now.Distance.ToString());
                break;
            case LiteralOperand literal:
                writer.WritePropertyName("literal");
                JsonText.Write(writer, literal.Value);
                break;
        }

        writer.WriteEndObject();
    }
}
