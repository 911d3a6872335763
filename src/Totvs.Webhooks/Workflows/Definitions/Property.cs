using System.Globalization;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>Makes the properties that differ only in their name and in what they set.</summary>
internal static class Property
{
    /// <summary>A boolean, which is written where it differs from its default.</summary>
    public static DefinitionProperty<T> Boolean<T>(string name, bool whenMissing, Func<T, bool> get, Func<T, bool, T> set) => new()
    {
        Name = name,
        Kind = PropertyKind.Boolean,
        Read = (value, json) => set(value, json.Boolean(name, whenMissing)),
        Write = (value, output) =>
        {
            if (get(value) != whenMissing)
            {
                output.Json.WriteBoolean(name, get(value));
            }
        },
    };

    /// <summary>A whole number from 1.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="remedy">What leaving it out means.</param>
    /// <param name="get">Gets the value.</param>
    /// <param name="set">Sets the value.</param>
    public static DefinitionProperty<T> Count<T>(string name, string remedy, Func<T, int?> get, Func<T, int?, T> set) => new()
    {
        Name = name,
        Kind = PropertyKind.Count,
        Read = (value, json) => set(value, json.Count(name)),
        Write = (value, output) =>
        {
            if (get(value) is { } count)
            {
                output.Json.WriteNumber(name, count);
            }
        },
        Check = (value, faults) =>
        {
            if (get(value) is < 1 and var count)
            {
                faults.Add($"is {count}; it must be at least 1. {remedy}");
            }
        },
    };

    /// <summary>A number in a range.</summary>
    /// <param name="name">Its name in JSON.</param>
    /// <param name="range">The least and the greatest value.</param>
    /// <param name="remedy">What leaving it out means.</param>
    /// <param name="get">Gets the value.</param>
    /// <param name="set">Sets the value.</param>
    public static DefinitionProperty<T> Number<T>(
        string name,
        (decimal Min, decimal Max) range,
        string remedy,
        Func<T, double?> get,
        Func<T, double?, T> set) => new()
        {
            Name = name,
            Kind = PropertyKind.Number,
            Read = (value, json) => set(value, json.Number(name, range.Min, range.Max)),
            Write = (value, output) =>
            {
                if (get(value) is { } number)
                {
                    output.Json.WriteNumber(name, number);
                }
            },
            Check = (value, faults) =>
            {
                if (get(value) is { } number && !(number >= (double)range.Min && number <= (double)range.Max))
                {
                    faults.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"is {number}; it must be a number from {range.Min} to {range.Max:N0}. {remedy}"));
                }
            },
        };

    /// <summary>A duration of more than zero, in the place of the sending options'.</summary>
    public static DefinitionProperty<T> Timeout<T>(string name, Func<T, TimeSpan?> get, Func<T, TimeSpan?, T> set) => new()
    {
        Name = name,
        Kind = PropertyKind.Duration,
        Read = (value, json) => set(value, json.Duration(name)),
        Write = (value, output) => output.WriteOptional(name, get(value)?.ToString("c", CultureInfo.InvariantCulture)),
        Check = (value, faults) =>
        {
            if (get(value) <= TimeSpan.Zero)
            {
                faults.Add($"is {get(value)}; it must be more than zero. Leave it out to use the sending options'.");
            }
        },
    };
}
