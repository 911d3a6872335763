using System.Globalization;
using System.Text.Json;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Filters;

/// <summary>Reads the platform's filter text; and binds tighter than or.</summary>
internal sealed class FilterTextParser(string text)
{
    private int _position;
    private string? _error;

    public Condition? Parse(out string? error)
    {
        Condition? condition = UnicodeText.IsValid(text) ? ParseAny() : Fail<Condition>("half of a surrogate pair stands alone somewhere in it; mend the text's encoding");
        error = _error;
        return _error is null ? condition : null;
    }

    private Condition? ParseAny()
    {
        var parts = new List<Condition>();
        do
        {
            if (ParseAll() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (TryTake("||"));

        SkipBlanks();
        if (_position < text.Length)
        {
            return Fail<Condition>(text[_position] is '(' or ')'
                ? "the filter language has no parentheses; write the condition as JSON"
                : "a filter '{field->operator->value}', '&&' or '||' is expected");
        }

        return parts.Count == 1 ? parts[0] : new AnyCondition(parts);
    }

    private Condition? ParseAll()
    {
        var parts = new List<Condition>();
        do
        {
            if (ParseFilter() is not { } part)
            {
                return null;
            }

            parts.Add(part);
        }
        while (TryTake("&&") || Next() == '{');
        return parts.Count == 1 ? parts[0] : new AllCondition(parts);
    }

    private FieldCondition? ParseFilter()
    {
        if (Next() != '{')
        {
            return Fail<FieldCondition>("a filter '{field->operator->value}' is expected");
        }

        _position++;
        SkipBlanks();
        int start = _position;
        string? path = TakeUntilArrow();
        if (path is null)
        {
            return null;
        }

        if (FieldPath.Parse(path, out string? pathError) is null)
        {
            _position = start;
            return Fail<FieldCondition>(pathError!.TrimEnd('.'));
        }

        start = _position;
        string? name = TakeOperator();
        if (name is null)
        {
            return null;
        }

        if (FilterOperators.Find(name) is not var (conditionOperator, ignoreCase))
        {
            _position = start;
            return Fail<FieldCondition>($"'{name}' is not an operator of the filter language{FilterOperators.RemedyFor(name)}; known are {MemberNames.Listed([.. FilterOperators.Names])}");
        }

        List<Operand>? operands = TakeOperands(conditionOperator, path, name);
        return operands is null ? null : new FieldCondition(path, conditionOperator, operands) { IgnoreCase = ignoreCase };
    }

    // The arrow ends the path, except inside the quotes of one of its names.
    private string? TakeUntilArrow()
    {
        int start = _position;
        char quote = '\0';
        for (; _position < text.Length; _position++)
        {
            char character = text[_position];
            if (quote != '\0')
            {
                _position += character == '\\' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == '}')
            {
                break;
            }
            else if (ArrowLength() is > 0 and int length)
            {
                string path = text[start.._position].Trim();
                _position += length;
                return path;
            }
        }

        return Fail<string>("the arrow '->' after the field is missing; write '{field->operator->value}'");
    }

    private string? TakeOperator()
    {
        int start = _position;
        while (_position < text.Length && text[_position] != '}' && ArrowLength() == 0)
        {
            _position++;
        }

        return _position < text.Length ? text[start.._position].Trim() : Fail<string>("the closing brace is missing; write '}' after the value");
    }

    private List<Operand>? TakeOperands(ConditionOperator conditionOperator, string path, string name)
    {
        OperandShape shape = OperatorFacts.Find(conditionOperator)!.Shape;
        int arrow = ArrowLength();
        if (shape == OperandShape.None)
        {
            _position += arrow;
            return TryTake("}") ? [] : Fail<List<Operand>>($"'{name}' has no value; close the brace");
        }

        if (arrow == 0)
        {
            return Fail<List<Operand>>($"the value of '{name}' is missing; write '->' and the value");
        }

        _position += arrow;
        bool isList = shape is OperandShape.List or OperandShape.OrderedPair;
        var rules = new FilterOperandRules(path, name);
        SkipBlanks();
        int first = _position;
        var operands = new List<Operand>();
        do
        {
            SkipBlanks();
            int start = _position;
            if (TakeValue(isList) is not { } operand)
            {
                return null;
            }

            if (rules.FaultOf(shape, operand.Value) is { } fault)
            {
                _position = start;
                return Fail<List<Operand>>(fault);
            }

            operands.Add(operand);
        }
        while (isList && TryTake(","));

        if (shape == OperandShape.OrderedPair && operands.Count != 2)
        {
            return Fail<List<Operand>>($"'{name}' has two values parted by a comma, the lower first");
        }

        if (shape == OperandShape.OrderedPair && rules.FaultOfRange(((LiteralOperand)operands[0]).Value, ((LiteralOperand)operands[1]).Value) is { } disorder)
        {
            _position = first;
            return Fail<List<Operand>>(disorder);
        }

        return TryTake("}") ? operands : Fail<List<Operand>>("the closing brace is missing; write '}' after the value");
    }

    private LiteralOperand? TakeValue(bool isList)
    {
        SkipBlanks();
        if (_position < text.Length && text[_position] == '"')
        {
            return TakeQuoted();
        }

        int start = _position;
        while (_position < text.Length && text[_position] is not ('}' or '{' or '"') && !(isList && text[_position] == ','))
        {
            _position++;
        }

        if (_position < text.Length && text[_position] is '{' or '"')
        {
            return Fail<LiteralOperand>("text with a brace or a quote stands in double quotes, with a backslash before a quote");
        }

        string value = text[start.._position].Trim();
        return value.Length > 0 ? FilterLiteral.Read(value) : Fail<LiteralOperand>("a value is missing; empty text is written \"\"");
    }

    private LiteralOperand? TakeQuoted()
    {
        int start = _position;
        for (_position++; _position < text.Length && text[_position] != '"'; _position++)
        {
            _position += text[_position] == '\\' ? 1 : 0;
        }

        if (_position >= text.Length)
        {
            _position = start;
            return Fail<LiteralOperand>("the closing quote is missing");
        }

        _position++;
        try
        {
            return new LiteralOperand(JsonElement.Parse(text[start.._position]));
        }
        catch (JsonException)
        {
            _position = start;
            return Fail<LiteralOperand>("the text in quotes is no JSON string; write a backslash twice, and control characters as escapes");
        }
    }

    private bool TryTake(string token)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, _position, token, 0, token.Length) != 0)
        {
            return false;
        }

        _position += token.Length;
        return true;
    }

    private char Next()
    {
        SkipBlanks();
        return _position < text.Length ? text[_position] : '\0';
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }

    private int ArrowLength()
    {
        if (_position >= text.Length)
        {
            return 0;
        }

        return text[_position] == '→' ? 1 : text[_position] == '-' && _position + 1 < text.Length && text[_position + 1] == '>' ? 2 : 0;
    }

    private T? Fail<T>(string what)
        where T : class
    {
        _error ??= string.Create(CultureInfo.InvariantCulture, $"the filter text is not valid: at character {Math.Min(_position, text.Length) + 1}, {what}.");
        return null;
    }
}
