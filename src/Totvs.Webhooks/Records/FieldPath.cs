using System.Text.Json;

namespace Totvs.Webhooks.Records;

/// <summary>
/// A path through a record: <c>customer.address.state</c>, <c>items[].code</c>, <c>items[0].price</c>, <c>customer.'full name'</c>.
/// </summary>
/// <remarks>
/// Names are compared exactly. A name that holds a dot, a bracket, a quote, white space or an operator's sign stands in single or
/// double quotes, in which a backslash takes the next character as it is.
/// </remarks>
internal sealed class FieldPath
{
    /// <summary>How many steps a path may have.</summary>
    public const int MaxSteps = 32;

    private FieldPath(string text, PathStep[] steps)
    {
        Text = text;
        Steps = steps;
        FirstEach = Array.FindIndex(steps, step => step.IsEach);
    }

    /// <summary>The path as it was written.</summary>
    public string Text { get; }

    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>The index of the first step that goes over every element of an array, or -1.</summary>
    public int FirstEach { get; }

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path.</param>
    /// <param name="error">What is wrong with it and the remedy, where it is none.</param>
    /// <returns>The path, or <see langword="null"/> where it is none.</returns>
    public static FieldPath? Parse(string text, out string? error)
    {
        List<PathStep>? steps = new FieldPathParser(text).Parse(out error);
        return steps is null ? null : new FieldPath(text, [.. steps]);
    }

    /// <summary>Reads a path that was validated.</summary>
    /// <exception cref="ArgumentException">The string is no path.</exception>
    public static FieldPath Parse(string text) => Parse(text, out string? error) ?? throw new ArgumentException(error, nameof(text));

    /// <summary>Writes a property's name as a step of a path, in quotes where it needs them.</summary>
    public static string Quote(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FieldPathParser.IsPlain(name)
            ? name
            : $"'{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
    }

    /// <summary>Follows the path to one value, or to the first array that it goes over.</summary>
    public FieldValue Follow(JsonElement record)
    {
        int end = FirstEach < 0 ? Steps.Count : FirstEach;
        ValueState state = Follow(ref record, 0, end);
        if (state != ValueState.Present)
        {
            return state == ValueState.Missing ? FieldValue.Missing : FieldValue.Unreadable;
        }

        if (FirstEach < 0)
        {
            return FieldValue.Of(record);
        }

        return record.ValueKind == JsonValueKind.Array ? FieldValue.ListOf(record) : FieldValue.Missing;
    }

    /// <summary>Follows some of the steps, none of which goes over an array.</summary>
    /// <returns>Present, missing or unreadable.</returns>
    public ValueState Follow(ref JsonElement element, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            PathStep step = Steps[i];
            if (step.Utf8Name is null)
            {
                if (element.ValueKind != JsonValueKind.Array || step.Index >= element.GetArrayLength())
                {
                    return ValueState.Missing;
                }

                element = element[step.Index];
                continue;
            }

            if (element.ValueKind != JsonValueKind.Object)
            {
                return ValueState.Missing;
            }

            try
            {
                if (!element.TryGetProperty(step.Utf8Name, out element))
                {
                    return ValueState.Missing;
                }
            }
            catch (InvalidOperationException exception) when (exception is not ObjectDisposedException)
            {
                // Another property's name holds an escaped lone surrogate, which System.Text.Json cannot compare.
                return ValueState.Unreadable;
            }
        }

        return ValueState.Present;
    }
}
