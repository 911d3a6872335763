using System.Buffers;
using System.Globalization;
using System.Text;

namespace Totvs.Webhooks.Records;

/// <summary>Reads one path.</summary>
internal ref struct FieldPathParser(string text)
{
    /// <summary>The characters, beside white space, that a name holds only in quotes.</summary>
    private const string Special = ".[]'\"{}<>|&\\→,";

    private static readonly SearchValues<char> SpecialValues = SearchValues.Create(Special);

    private const int IndexDigits = 7;

    private readonly List<PathStep> _steps = [];
    private int _position;
    private string? _error;

    public List<PathStep>? Parse(out string? error)
    {
        bool valid = string.IsNullOrWhiteSpace(text)
            ? Fail("the path is empty; write the field's name")
            : UnicodeRules.IsWhole(text) ? ReadSteps()
            : Fail("half of a surrogate pair stands alone somewhere in it; mend the text's encoding");
        error = _error;
        return valid ? _steps : null;
    }

    private bool ReadSteps()
    {
        bool isFirst = true;
        while (_position < text.Length)
        {
            bool read = text[_position] == '[' ? ReadBrackets() : ReadMember(isFirst);
            if (!read)
            {
                return false;
            }

            isFirst = false;
        }

        return _steps.Count <= FieldPath.MaxSteps
            || Fail(string.Create(CultureInfo.InvariantCulture, $"the path has {_steps.Count} steps; the most is {FieldPath.MaxSteps}"));
    }

    private bool ReadMember(bool isFirst)
    {
        if (!isFirst)
        {
            if (text[_position] != '.')
            {
                return Fail("a dot or a bracket is missing before it");
            }

            _position++;
        }

        if (_position < text.Length && text[_position] is '\'' or '"')
        {
            return ReadQuoted(text[_position]);
        }

        int start = _position;
        while (_position < text.Length && !SpecialValues.Contains(text[_position]) && !char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        if (_position == start)
        {
            return Fail(_position < text.Length && !".[".Contains(text[_position], StringComparison.Ordinal)
                ? "a name with dots, brackets, blanks or signs stands in quotes: customer.'full name'"
                : "a name is missing");
        }

        if (_position < text.Length && text[_position] is not ('.' or '['))
        {
            return Fail("a name with dots, brackets, blanks or signs stands in quotes: customer.'full name'");
        }

        return Add(text[start.._position]);
    }

    private bool ReadQuoted(char quote)
    {
        var name = new StringBuilder();
        for (_position++; _position < text.Length; _position++)
        {
            char character = text[_position];
            if (character == quote)
            {
                _position++;
                return Add(name.ToString());
            }

            if (character == '\\' && _position + 1 < text.Length)
            {
                _position++;
                character = text[_position];
            }

            name.Append(character);
        }

        return Fail("the closing quote is missing");
    }

    private bool ReadBrackets()
    {
        int close = text.IndexOf(']', _position);
        string inside = close < 0 ? "" : text[(_position + 1)..close];
        if (close < 0 || inside.Length > IndexDigits || inside.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return Fail("brackets hold an index from 0 (items[0]) or nothing (items[], every element)");
        }

        _steps.Add(inside.Length == 0 ? PathStep.Each : PathStep.Element(int.Parse(inside, CultureInfo.InvariantCulture)));
        _position = close + 1;
        return true;
    }

    private readonly bool Add(string name)
    {
        _steps.Add(PathStep.Member(name));
        return true;
    }

    /// <summary>Whether a name can stand without quotes.</summary>
    public static bool IsPlain(string name) =>
        name.Length > 0
        && !name.AsSpan().ContainsAny(SpecialValues)
        && !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));

    private bool Fail(string what)
    {
        _error = string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a path: at character {_position + 1}, {what}.");
        return false;
    }
}
