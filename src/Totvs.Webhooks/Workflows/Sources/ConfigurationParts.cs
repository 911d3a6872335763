using Microsoft.Extensions.Configuration;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>What configuration says of its sections beyond their values.</summary>
internal static class ConfigurationParts
{
    /// <summary>The different values that the sources of the configuration have at a path; none where the root is not known.</summary>
    public static string[] ValuesOf(IConfigurationRoot? root, string path)
    {
        HashSet<string> values = new(StringComparer.Ordinal);
        foreach (IConfigurationProvider provider in root?.Providers ?? [])
        {
            if (provider.TryGet(path, out string? value) && value is not null)
            {
                values.Add(value);
            }
        }

        return [.. values];
    }

    /// <summary>Whether the keys are all numbers, which is how configuration has an array.</summary>
    public static bool AreIndexes(IConfigurationSection[] sections) =>
        Array.TrueForAll(sections, section => section.Key.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
}
