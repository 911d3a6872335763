using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>A condition on a path through lists: on any, all or none of the values it finds, or on their number.</summary>
internal sealed class CompiledElements(
    FieldCondition source, int slot, FieldPath path, ValueTest test, ConditionReason? reasonIfTrue, ElementQuantifier quantifier)
    : CompiledCondition
{
    private const int MaxExplained = 10;

    public override Verdict Judge(RecordView view)
    {
        if (!view.HasRecord)
        {
            return Verdict.Unknown(ConditionReason.NoRecord);
        }

        ref FieldValue value = ref view.Current(slot);
        if (value.State != ValueState.List)
        {
            return JudgeAbsentList(ref value, view);
        }

        if (quantifier == ElementQuantifier.Count)
        {
            int count = 0;
            Count(value.Element, path.FirstEach + 1, ref count);
            var number = FieldValue.OfNumber(count);
            return JudgeValue(ref number, view);
        }

        // None is the negation of any; all is decided by the first that is false, any by the first that is true.
        bool isAll = quantifier == ElementQuantifier.All;
        Verdict verdict = isAll ? Verdict.True : Verdict.False(ConditionReason.NoElement);
        Fold(value.Element, path.FirstEach + 1, isAll, view, ref verdict);
        return quantifier == ElementQuantifier.None ? verdict.Negated(ConditionReason.SomeElement) : verdict;
    }

    public override ConditionExplanation Explain(RecordView view, string language) =>
        new(source, Judge(view), language) { Value = Found(view.Current(slot)), PreviousValue = Found(view.Previous(slot)) };

    private Verdict JudgeValue(ref FieldValue value, RecordView view)
    {
        Verdict verdict = test.Judge(ref value, view);
        return reasonIfTrue is { } reason ? verdict.Negated(reason) : verdict;
    }

    // Where the array itself is missing, the path stands for one missing value.
    private Verdict JudgeAbsentList(ref FieldValue value, RecordView view)
    {
        Verdict verdict = JudgeValue(ref value, view);
        return quantifier == ElementQuantifier.None ? verdict.Negated(ConditionReason.SomeElement) : verdict;
    }

    /// <returns>Whether the verdict is final.</returns>
    private bool Fold(JsonElement list, int start, bool isAll, RecordView view, ref Verdict verdict)
    {
        foreach (JsonElement element in list.EnumerateArray())
        {
            FieldValue value = Follow(element, start, out int next);
            if (value.State == ValueState.List)
            {
                if (Fold(value.Element, next, isAll, view, ref verdict))
                {
                    return true;
                }

                continue;
            }

            Verdict one = JudgeValue(ref value, view);
            if (one.Result == (isAll ? ConditionResult.False : ConditionResult.True))
            {
                verdict = isAll ? Verdict.False(ConditionReason.NotEveryElement) : Verdict.True;
                return true;
            }

            if (one.Result == ConditionResult.Unknown && verdict.Result != ConditionResult.Unknown)
            {
                verdict = one;
            }
        }

        return false;
    }

    private void Count(JsonElement list, int start, ref int count, List<JsonElement>? found = null)
    {
        foreach (JsonElement element in list.EnumerateArray())
        {
            FieldValue value = Follow(element, start, out int next);
            if (value.State == ValueState.List)
            {
                Count(value.Element, next, ref count, found);
            }
            else if (value.State == ValueState.Present)
            {
                count++;
                found?.Add(value.Element);
            }

            if (found?.Count == MaxExplained)
            {
                return;
            }
        }
    }

    private FieldValue Follow(JsonElement element, int start, out int next)
    {
        int end = start;
        while (end < path.Steps.Count && !path.Steps[end].IsEach)
        {
            end++;
        }

        next = end + 1;
        ValueState state = path.Follow(ref element, start, end);
        if (state != ValueState.Present)
        {
            return state == ValueState.Missing ? FieldValue.Missing : FieldValue.Unreadable;
        }

        if (end == path.Steps.Count)
        {
            return FieldValue.Of(element);
        }

        return element.ValueKind == JsonValueKind.Array ? FieldValue.ListOf(element) : FieldValue.Missing;
    }

    // The first few values as one JSON array: an explanation shows no more.
    private JsonElement? Found(in FieldValue value)
    {
        if (value.State != ValueState.List)
        {
            return null;
        }

        int count = 0;
        var found = new List<JsonElement>();
        Count(value.Element, path.FirstEach + 1, ref count, found);
        return JsonLiteral.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (JsonElement element in found)
            {
                JsonText.Write(writer, element);
            }

            writer.WriteEndArray();
        });
    }
}
