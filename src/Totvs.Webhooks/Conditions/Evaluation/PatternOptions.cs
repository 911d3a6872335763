namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The options of a part of a regular expression that change how its text reads: <c>(?m)</c> and <c>(?x)</c>.</summary>
internal readonly record struct PatternOptions(bool Multiline, bool IgnoresWhiteSpace)
{
    /// <summary>Reads the letters of <c>(?imnsx-imnsx</c>, and moves past them.</summary>
    public PatternOptions Read(string pattern, ref int position)
    {
        PatternOptions options = this;
        bool on = true;
        for (; position < pattern.Length; position++)
        {
            switch (pattern[position])
            {
                case '-':
                    on = false;
                    break;
                case '+':
                    on = true;
                    break;
                case 'm' or 'M':
                    options = options with { Multiline = on };
                    break;
                case 'x' or 'X':
                    options = options with { IgnoresWhiteSpace = on };
                    break;
                case 'i' or 'I' or 'n' or 'N' or 's' or 'S':
                    break;
                default:
                    return options;
            }
        }

        return options;
    }
}
