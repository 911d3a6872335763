using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// Makes the JSON tree of a set of workflows from configuration, which has only strings, under paths without regard to case: names get the
/// case of the form, keys that are all numbers make an array, and strings become what <see cref="ConfigurationValue"/> says. What
/// configuration cannot tell apart is refused: what is empty, conditions that are not one string, what has both a value and properties,
/// and, where the root is known, an entry that is two workflows.
/// </summary>
internal sealed class ConfigurationTree
{
    // Deeper than anything in the form: what is there is inside something that is refused.
    private const int MaxDepth = 8;

    private readonly IConfiguration _configuration;
    private readonly IConfigurationRoot? _root;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ConfigurationPaths _paths = new();
    private readonly HashSet<string> _refusedPlaces = new(StringComparer.Ordinal);
    private (int Index, string Name) _workflow = (-1, "(the set)");

    /// <param name="configuration">The section, or all of the configuration.</param>
    /// <param name="root">The root that the section is of, where it is known.</param>
    public ConfigurationTree(IConfiguration configuration, IConfigurationRoot? root = null)
    {
        _configuration = configuration;
        _root = root;
    }

    /// <summary>What was refused before anything was read, with the index of the workflow it is in.</summary>
    public List<(int Index, WorkflowDefinitionError Error)> Refused { get; } = [];

    /// <summary>The tree as the text of a file; null stands for what was refused.</summary>
    public ReadOnlyMemory<byte> Build()
    {
        using (var writer = new Utf8JsonWriter(_text))
        {
            WriteRoot(writer);
        }

        return _text.WrittenMemory;
    }

    /// <summary>Whether a place of the tree was refused, so that it gets no other fault.</summary>
    public bool IsRefused(string place) => _refusedPlaces.Contains(place);

    /// <summary>The configuration path of a place in the tree.</summary>
    public string PathOf(string place) => _paths.Find(place);

    private void WriteRoot(Utf8JsonWriter writer)
    {
        var section = _configuration as IConfigurationSection;
        IConfigurationSection[] children = [.. _configuration.GetChildren()];
        _paths[""] = section?.Path ?? "";
        if (!string.IsNullOrEmpty(section?.Value))
        {
            if (children.Length > 0)
            {
                Refuse(writer, "", section.Path, ConfigurationFaults.Mixed);
            }
            else
            {
                WriteText(writer, section, "", new ConfigurationValue(""));
            }
        }
        else if (children.Length > 0 && !ConfigurationParts.AreIndexes(children))
        {
            WriteProperties(writer, children, "", ConfigurationContext.Form, 0);
        }
        else
        {
            writer.WriteStartObject();
            writer.WritePropertyName("workflows");
            _paths["workflows"] = section?.Path ?? "";
            WriteArray(writer, children, "workflows", new ConfigurationValue("workflows"), 1);
            writer.WriteEndObject();
        }
    }

    private void Write(Utf8JsonWriter writer, IConfigurationSection section, string place, ConfigurationValue value, int depth)
    {
        _paths[place] = section.Path;
        IConfigurationSection[] children = depth < MaxDepth ? [.. section.GetChildren()] : [];
        if (children.Length > 0 && value.IsConditions)
        {
            Refuse(writer, place, section.Path, ConfigurationFaults.Conditions);
        }
        else if (children.Length > 0 && !string.IsNullOrEmpty(section.Value))
        {
            Refuse(writer, place, section.Path, ConfigurationFaults.Mixed);
        }
        else if (children.Length > 0 && value.Inside != ConfigurationContext.Headers && ConfigurationParts.AreIndexes(children))
        {
            WriteArray(writer, children, place, value, depth + 1);
        }
        else if (children.Length > 0)
        {
            WriteProperties(writer, children, place, value.Inside, depth + 1);
        }
        else
        {
            WriteText(writer, section, place, value);
        }
    }

    private void WriteText(Utf8JsonWriter writer, IConfigurationSection section, string place, ConfigurationValue value)
    {
        if (section.Value is "" && place == "workflows")
        {
            // This is how configuration keeps an empty array, and a set may hold no workflows.
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else if (string.IsNullOrEmpty(section.Value))
        {
            Refuse(writer, place, section.Path, value.IsConditions ? ConfigurationFaults.EmptyConditions : ConfigurationFaults.Empty);
        }
        else if (!UnicodeRules.IsWhole(section.Value))
        {
            Refuse(writer, place, section.Path, UnicodeRules.Halved);
        }
        else
        {
            value.Write(writer, section.Value);
        }
    }

    private void WriteArray(Utf8JsonWriter writer, IConfigurationSection[] entries, string place, ConfigurationValue value, int depth)
    {
        writer.WriteStartArray();
        for (int index = 0; index < entries.Length; index++)
        {
            string entry = string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]");
            if (place == "workflows")
            {
                string? name = entries[index]["name"];
                _workflow = (index, string.IsNullOrWhiteSpace(name) ? entry : name);
            }

            if (place == "workflows"
                && ConfigurationParts.ValuesOf(_root, ConfigurationPath.Combine(entries[index].Path, "name")) is { Length: > 1 } names)
            {
                Refuse(
                    writer,
                    entry,
                    entries[index].Path,
                    $"is named {MemberNames.Listed(names)} by different sources of the configuration, which merges lists entry by entry, "
                    + "so that the headers of one would go to the URL of the other; give each workflow an index of its own.");
                continue;
            }

            Write(writer, entries[index], entry, value, depth);
        }

        writer.WriteEndArray();
        _workflow = place == "workflows" ? (-1, "(the set)") : _workflow;
    }

    private void WriteProperties(
        Utf8JsonWriter writer,
        IConfigurationSection[] properties,
        string place,
        ConfigurationContext context,
        int depth)
    {
        writer.WriteStartObject();
        foreach (IConfigurationSection property in properties)
        {
            if (!UnicodeRules.IsWhole(property.Key))
            {
                Refuse(null, place, property.Path, UnicodeRules.Halved);
                continue;
            }

            string name = context == ConfigurationContext.Form ? DefinitionForm.NameOf(property.Key) : property.Key;
            writer.WritePropertyName(name);
            string propertyPlace = context == ConfigurationContext.Headers
                ? $"{place}['{name}']"
                : place.Length == 0 ? name : $"{place}.{name}";
            Write(writer, property, propertyPlace, new ConfigurationValue(name, context), depth);
        }

        writer.WriteEndObject();
    }

    private void Refuse(Utf8JsonWriter? writer, string place, string path, string message)
    {
        writer?.WriteNullValue();
        _refusedPlaces.Add(place);
        Refused.Add((_workflow.Index, new WorkflowDefinitionError(_workflow.Name, path, message)));
    }
}
