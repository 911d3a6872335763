using System.Globalization;
using System.Text.Json;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>Reads what the operator of one condition compares with.</summary>
internal sealed class OperandReader(Dictionary<string, JsonElement> members, FaultList faults, string place, OperatorFacts facts)
{
    private static readonly string[] Kinds = ["field", "previous", "now", "literal"];

    private bool _failed;

    /// <returns>The operands, or <see langword="null"/> where one could not be read.</returns>
    public List<Operand>? Read()
    {
        IReadOnlyList<string> wanted = OperandProperties.Of(facts.Shape);
        foreach (string surplus in OperandProperties.All.Except(wanted).Where(members.ContainsKey))
        {
            string takes = wanted.Count == 0 ? "takes nothing to compare with" : $"takes {MemberNames.Listed(wanted)}";
            Fail($"{place}.{surplus}", $"'{facts.Name}' {takes}; leave '{surplus}' out.");
        }

        var operands = new List<Operand>();
        foreach (string name in wanted)
        {
            if (!members.TryGetValue(name, out JsonElement value))
            {
                Fail($"{place}.{name}", $"'{name}' is missing; '{facts.Name}' needs it.");
            }
            else if (facts.Shape == OperandShape.List)
            {
                ReadArray(value, operands);
            }
            else if (ReadOperand(value, $"{place}.{name}") is { } operand)
            {
                operands.Add(operand);
            }
        }

        return _failed ? null : operands;
    }

    private void ReadArray(JsonElement array, List<Operand> operands)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            Fail($"{place}.values", $"'values' is an array, not {MemberNames.KindOf(array)}; write [ ] around it.");
            return;
        }

        int index = 0;
        foreach (JsonElement value in array.EnumerateArray())
        {
            if (ReadOperand(value, string.Create(CultureInfo.InvariantCulture, $"{place}.values[{index++}]")) is { } operand)
            {
                operands.Add(operand);
            }
        }
    }

    private Operand? ReadOperand(JsonElement value, string where)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return new LiteralOperand(value);
        }

        Dictionary<string, JsonElement> content = MemberNames.Read(value, faults, where);
        if (content.Count != 1 || !Kinds.Contains(content.Keys.Single()))
        {
            Fail(
                where,
                $"an object here has exactly one of {MemberNames.Listed(Kinds)}; an object as a value stands in {{\"literal\": …}}.");
            return null;
        }

        (string kind, JsonElement inner) = content.Single();
        if (kind == "literal")
        {
            return new LiteralOperand(inner);
        }

        if (FieldConditionReader.ReadString(inner, kind, $"{where}.{kind}", faults) is not { } text)
        {
            _failed = true;
            return null;
        }

        return kind switch
        {
            "field" => new FieldOperand(text),
            "previous" => new PreviousFieldOperand(text),
            _ => ReadNow(text, where),
        };
    }

    private NowOperand? ReadNow(string text, string where)
    {
        if (ConditionDuration.TryParse(text, out ConditionDuration distance))
        {
            return new NowOperand(distance);
        }

        Fail($"{where}.now", string.Create(
            CultureInfo.InvariantCulture,
            $"'{FaultList.Shown(text)}' is not a distance from now; write a number up to {ConditionDuration.MaxAmount} and minutes, hours, "
            + $"days, weeks, months or years: '-30 days', '0 minutes'."));
        return null;
    }

    private void Fail(string where, string message)
    {
        _failed = true;
        faults.Add(where, message);
    }
}
