using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Json;

/// <summary>What one operator takes to compare with.</summary>
internal sealed class OperandRules(OperatorFacts facts, FieldCondition condition, ConditionPatterns? patterns)
{
    private const int MaxShownLength = 60;

    /// <returns>The fault with its remedy, or <see langword="null"/>.</returns>
    public string? FaultOf(Operand operand) => operand switch
    {
        LiteralOperand literal => FaultOf(literal),
        PathOperand field => FaultOf(field),
        NowOperand now => FaultOf(now),
        _ => "this kind of operand is not known.",
    };

    /// <summary>A JSON value as a message shows it: its beginning, where it is long.</summary>
    public static string Shown(JsonElement literal)
    {
        string raw = JsonText.WholeOf(literal);
        return raw.Length <= MaxShownLength ? raw : $"{raw.AsSpan(0, MaxShownLength)}…";
    }

    private string? FaultOf(PathOperand field)
    {
        if (facts.Shape is OperandShape.Pattern or OperandShape.Duration)
        {
            return $"'{facts.Name}' takes {Wanted}, not another field.";
        }

        if (FieldPath.Parse(field.Path, out string? error) is not { } path)
        {
            return error;
        }

        string element = field.Path.Replace("[]", "[0]", StringComparison.Ordinal);
        return path.FirstEach >= 0 ? $"'{field.Path}' goes over an array; compare with one value, such as '{element}'." : null;
    }

    private string? FaultOf(NowOperand now)
    {
        if (!facts.TakesNow)
        {
            return $"'{facts.Name}' takes {Wanted}, not now; now belongs to operators on dates.";
        }

        (int amount, DurationUnit unit) = now.Distance;
        return Enum.IsDefined(unit) && Math.Abs((long)amount) <= ConditionDuration.MaxAmount
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"now moved by '{amount} {unit}' is too far; "
                + $"use at most {ConditionDuration.MaxAmount} minutes, hours, days, weeks, months or years.");
    }

    private string? FaultOf(LiteralOperand literal)
    {
        JsonElement value = literal.Value;
        bool isNumber = value.ValueKind == JsonValueKind.Number;
        bool fits = facts.Shape switch
        {
            OperandShape.Value or OperandShape.List or OperandShape.FromTo => true,
            OperandShape.Text or OperandShape.Pattern => literal.Text is not null,
            OperandShape.Duration =>
                literal.Text is { } text && ConditionDuration.TryParse(text, out ConditionDuration duration) && duration.Amount > 0,
            OperandShape.Ordered or OperandShape.OrderedPair when isNumber => true,
            _ => literal.Text is not null && DateText.TryRead(value, out _),
        };
        if (!fits)
        {
            bool needsQuotes = facts.Shape is OperandShape.Text or OperandShape.Pattern
                && value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
            return $"'{facts.Name}' takes {Wanted}, not {Shown(value)}{(needsQuotes ? $"; write \"{Shown(value)}\"" : "")}.";
        }

        return facts.Shape == OperandShape.Pattern ? FaultOfPattern(literal.Text!)
            : condition.Elements == ElementQuantifier.Count && !isNumber ? $"a count is a number, and {Shown(value)} is none."
            : null;
    }

    private string? FaultOfPattern(string pattern)
    {
        string? error;
        _ = patterns is null
            ? ConditionPattern.Make(pattern, condition.IgnoreCase, out error)
            : patterns.Make(pattern, condition.IgnoreCase, out error);
        return error;
    }

    private string Wanted => facts.Shape switch
    {
        OperandShape.Text => "a string",
        OperandShape.Pattern => "a regular expression as a string",
        OperandShape.Ordered or OperandShape.OrderedPair =>
            "a number or an ISO 8601 date such as '2022-05-06' or '2022-05-06T15:28:00-03:00'",
        OperandShape.Date => "an ISO 8601 date such as '2022-05-06' or '2022-05-06T15:28:00-03:00'",
        OperandShape.Duration => string.Create(
            CultureInfo.InvariantCulture,
            $"a duration from 1 to {ConditionDuration.MaxAmount} of minutes, hours, days, weeks, months or years, such as '30 days'"),
        _ => "a value",
    };
}
