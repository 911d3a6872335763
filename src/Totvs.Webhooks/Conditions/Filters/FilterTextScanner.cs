using System.Globalization;
using System.Text.Json;

namespace Totvs.Webhooks.Conditions.Filters;

/// <summary>Takes the parts of a filter text, one after the other, and keeps the first fault with its place.</summary>
internal sealed class FilterTextScanner(string text)
{
    /// <summary>The first fault, with the place and the remedy.</summary>
    public string? Error { get; private set; }

    /// <summary>The place of what is taken next; set back where a fault is in what was taken.</summary>
    public int Position { get; set; }

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The next character that is no white space, or NUL at the end; moves up to it.</summary>
    public char Next()
    {
        while (!IsAtEnd && char.IsWhiteSpace(text[Position]))
        {
            Position++;
        }

        return IsAtEnd ? '\0' : text[Position];
    }

    public bool TryTake(string token)
    {
        Next();
        if (string.CompareOrdinal(text, Position, token, 0, token.Length) != 0)
        {
            return false;
        }

        Position += token.Length;
        return true;
    }

    public bool TryTakeArrow()
    {
        int length = ArrowLength();
        Position += length;
        return length > 0;
    }

    /// <summary>Takes the path and its arrow. Inside the quotes of a name an arrow is part of the name.</summary>
    public string? TakePath()
    {
        int start = Position;
        char quote = '\0';
        for (; !IsAtEnd; Position++)
        {
            char character = text[Position];
            if (quote != '\0')
            {
                Position += character == '\\' ? 1 : 0;
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
            else if (ArrowLength() > 0)
            {
                string path = text[start..Position].Trim();
                TryTakeArrow();
                return path;
            }
        }

        return Fail<string>("the arrow '->' after the field is missing; write '{field->operator->value}'");
    }

    public string? TakeOperator()
    {
        int start = Position;
        while (!IsAtEnd && text[Position] != '}' && ArrowLength() == 0)
        {
            Position++;
        }

        return !IsAtEnd ? text[start..Position].Trim() : Fail<string>("the closing brace is missing; write '}' after the value");
    }

    public LiteralOperand? TakeValue(bool isInList)
    {
        if (Next() == '"')
        {
            return TakeQuoted();
        }

        int start = Position;
        while (!IsAtEnd && text[Position] is not ('}' or '{' or '"') && !(isInList && text[Position] == ','))
        {
            Position++;
        }

        if (!IsAtEnd && text[Position] is '{' or '"')
        {
            return Fail<LiteralOperand>("a string with a brace or a quote stands in double quotes, with a backslash before a quote");
        }

        string value = text[start..Position].Trim();
        return value.Length > 0 ? FilterLiteral.Read(value) : Fail<LiteralOperand>("a value is missing; an empty string is written \"\"");
    }

    public T? Fail<T>(string what)
        where T : class
    {
        int place = Math.Min(Position, text.Length) + 1;
        Error ??= string.Create(CultureInfo.InvariantCulture, $"the filter text is not valid: at character {place}, {what}.");
        return null;
    }

    private LiteralOperand? TakeQuoted()
    {
        int start = Position;
        for (Position++; !IsAtEnd && text[Position] != '"'; Position++)
        {
            Position += text[Position] == '\\' ? 1 : 0;
        }

        if (IsAtEnd)
        {
            Position = start;
            return Fail<LiteralOperand>("the closing quote is missing");
        }

        Position++;
        try
        {
            return new LiteralOperand(JsonElement.Parse(text[start..Position]));
        }
        catch (JsonException)
        {
            Position = start;
            return Fail<LiteralOperand>(
                "what stands in quotes is no JSON string; double a backslash, and write control characters as escapes");
        }
    }

    private int ArrowLength()
    {
        ReadOnlySpan<char> rest = text.AsSpan(Math.Min(Position, text.Length));
        return rest.StartsWith("→") ? 1 : rest.StartsWith("->") ? 2 : 0;
    }
}
