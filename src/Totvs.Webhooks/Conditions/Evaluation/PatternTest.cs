using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The string has a match of a regular expression.</summary>
internal sealed class PatternTest(Regex pattern, bool ignoreCase) : ValueTest
{
    public override Verdict Judge(ref FieldValue value, RecordView view)
    {
        if (value.State != ValueState.Present)
        {
            return NotThere(value);
        }

        if (value.Kind != JsonValueKind.String)
        {
            return Verdict.Unknown(ConditionReason.TypeMismatch);
        }

        if (!view.TryBeginSearch(out long begun))
        {
            return Verdict.Unknown(ConditionReason.TooSlow);
        }

        ReadOnlySpan<byte> raw = JsonText.Raw(value.Element);
        Span<char> stack = stackalloc char[JsonText.StackLength];
        char[]? rented;
        ReadOnlySpan<char> text = ignoreCase ? FoldedText.Read(raw, stack, out rented) : JsonText.Read(raw, stack, out rented);
        try
        {
            return Verdict.When(pattern.IsMatch(text), ConditionReason.NoMatch);
        }
        catch (RegexMatchTimeoutException)
        {
            view.GiveUpSearch();
            return Verdict.Unknown(ConditionReason.TooSlow);
        }
        finally
        {
            view.EndSearch(begun);
            JsonText.Return(rented);
        }
    }
}
