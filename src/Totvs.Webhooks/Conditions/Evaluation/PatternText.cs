using System.Text;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>
/// Rewrites a regular expression: writes its ends of string as <c>\z</c>, and finds what a search in linear time cannot do. It reads no
/// more of the syntax than that needs; <see cref="System.Text.RegularExpressions.Regex"/> checks the rest.
/// </summary>
/// <remarks>
/// In .NET, <c>$</c> and <c>\Z</c> also match before a line feed at the end, so that <c>^won$</c> would match <c>"won\n"</c>.
/// </remarks>
internal sealed class PatternText
{
    private readonly string _pattern;
    private readonly StringBuilder _text = new();
    private readonly Stack<PatternOptions> _outer = new();
    private PatternOptions _options;
    private int _position;

    public PatternText(string pattern)
    {
        _pattern = pattern;
        while (_position < pattern.Length)
        {
            Read();
        }
    }

    /// <summary>The expression, in which <c>$</c> outside multiline parts and <c>\Z</c> mean the end of the string.</summary>
    public string WithEndsOfText => _text.ToString();

    /// <summary>The first part that a search in linear time cannot do; <see langword="null"/> where there is none.</summary>
    public string? Unsupported { get; private set; }

    private void Read()
    {
        switch (_pattern[_position])
        {
            case '\\':
                ReadEscape();
                break;
            case '[':
                ReadClass();
                break;
            case '(':
                ReadGroup();
                break;
            case ')':
                _options = _outer.Count > 0 ? _outer.Pop() : default;
                Copy(1);
                break;
            case '$' when !_options.Multiline:
                _text.Append(@"\z");
                _position++;
                break;
            case '#' when _options.IgnoresWhiteSpace:
                CopyThrough('\n');
                break;
            default:
                Copy(1);
                break;
        }
    }

    private void ReadEscape()
    {
        char next = CharacterAt(_position + 1);
        switch (next)
        {
            case 'Z':
                _text.Append(@"\z");
                _position += 2;
                return;
            case 'G':
                Unsupported ??= @"the anchor '\G'";
                break;
            case 'k' or (>= '1' and <= '9'):
                Unsupported ??= $@"the backreference '\{next}'";
                break;
        }

        // \c takes the next character as it is, also where it is a bracket.
        Copy(next == 'c' ? 3 : 2);
    }

    private void ReadClass()
    {
        Copy(CharacterAt(_position + 1) == '^' ? 2 : 1);
        int first = _position;
        while (_position < _pattern.Length)
        {
            char character = _pattern[_position];
            if (character == ']' && _position > first)
            {
                Copy(1);
                return;
            }

            if (character == '-' && _position > first && CharacterAt(_position + 1) == '[')
            {
                Copy(1);
                ReadClass();
            }
            else
            {
                Copy(character != '\\' ? 1 : CharacterAt(_position + 1) == 'c' ? 3 : 2);
            }
        }
    }

    private void ReadGroup()
    {
        if (CharacterAt(_position + 1) != '?')
        {
            _outer.Push(_options);
            Copy(1);
            return;
        }

        if (CharacterAt(_position + 2) == '#')
        {
            CopyThrough(')');
            return;
        }

        Unsupported ??= UnsupportedGroup();
        int end = _position + 2;
        PatternOptions options = _options.Read(_pattern, ref end);
        if (end > _position + 2 && CharacterAt(end) == ')')
        {
            // The options hold for the rest of the group around them.
            _options = options;
            Copy(end + 1 - _position);
            return;
        }

        _outer.Push(_options);
        _options = CharacterAt(end) == ':' ? options : _options;
        Copy(2);
    }

    private string? UnsupportedGroup()
    {
        char third = CharacterAt(_position + 2);
        char fourth = CharacterAt(_position + 3);
        return (third, fourth) switch
        {
            ('=' or '!', _) => $"look-around, the look-ahead '(?{third}'",
            ('<', '=' or '!') => $"look-around, the look-behind '(?<{fourth}'",
            ('>', _) => "the atomic group '(?>'",
            ('(', _) => "the conditional '(?('",
            ('<' or '\'', _) when IsBalancing(third == '<' ? '>' : '\'') => $"the balancing group '(?{third}'",
            _ => null,
        };
    }

    private bool IsBalancing(char close)
    {
        int end = _pattern.IndexOf(close, _position + 3);
        return end > 0 && _pattern.AsSpan(_position + 3, end - _position - 3).Contains('-');
    }

    private char CharacterAt(int position) => position < _pattern.Length ? _pattern[position] : '\0';

    private void CopyThrough(char last)
    {
        int end = _pattern.IndexOf(last, _position);
        Copy(end < 0 ? _pattern.Length - _position : end + 1 - _position);
    }

    private void Copy(int count)
    {
        count = Math.Min(count, _pattern.Length - _position);
        _text.Append(_pattern, _position, count);
        _position += count;
    }
}
