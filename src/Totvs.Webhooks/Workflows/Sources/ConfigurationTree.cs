using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// Makes the JSON tree of a set of workflows from configuration, which knows only texts under paths without regard to case: names get the
/// case of the form, keys that are all numbers make a list, and texts become what <see cref="ConfigurationValue"/> says. What
/// configuration cannot tell apart is refused: what is empty, conditions that are no text, what has both a text and members, and, where
/// the root is known, an entry that is two workflows.
/// </summary>
/// <param name="configuration">The section, or all of the configuration.</param>
/// <param name="root">The root that the section is of, where it is known.</param>
internal sealed class ConfigurationTree(IConfiguration configuration, IConfigurationRoot? root = null)
{
    private const string Conditions =
        "conditions stand in configuration as one text, since it keeps neither the types of values nor what is empty: write the filter text, such as "
        + "'{amount->ge->10000}', or the JSON that a file has there as a text, such as '{\"field\":\"amount\",\"operator\":\"greaterOrEqual\",\"value\":10000}'.";

    private const string Empty = "is empty, and configuration cannot tell null, {}, [] and \"\" apart; give it a value, or leave it out.";
    private const string Mixed = "has a value and members as well: two sources of the configuration give it in different forms; give it in one.";

    // Deeper than anything in the form: what stands there is inside something that is refused.
    private const int Deepest = 8;

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly ConfigurationPaths _paths = new();
    private readonly HashSet<string> _refusedPlaces = new(StringComparer.Ordinal);
    private (int Index, string Name) _workflow = (-1, "(the set)");

    /// <summary>What was refused before anything was read, with the index of the workflow it is in.</summary>
    public List<(int Index, WorkflowDefinitionError Error)> Refused { get; } = [];

    /// <summary>The tree, in the form of a file; null stands for what was refused.</summary>
    public JsonDocument Build()
    {
        using (var writer = new Utf8JsonWriter(_text))
        {
            WriteRoot(writer);
        }

        return JsonDocument.Parse(_text.WrittenMemory);
    }

    /// <summary>Whether what stands at a place of the tree was refused, so that nothing more is to be said of it.</summary>
    public bool IsRefused(string place) => _refusedPlaces.Contains(place);

    /// <summary>The configuration path of a place in the tree.</summary>
    public string PathOf(string place) => _paths.Find(place);

    private void WriteRoot(Utf8JsonWriter writer)
    {
        var section = configuration as IConfigurationSection;
        IConfigurationSection[] children = [.. configuration.GetChildren()];
        _paths[""] = section?.Path ?? "";
        if (!string.IsNullOrEmpty(section?.Value))
        {
            if (children.Length > 0)
            {
                Refuse(writer, "", section.Path, Mixed);
            }
            else
            {
                WriteText(writer, section, "", new ConfigurationValue(""));
            }
        }
        else if (children.Length > 0 && !AreIndexes(children))
        {
            WriteMembers(writer, children, "", ConfigurationContext.Form, 0);
        }
        else
        {
            writer.WriteStartObject();
            writer.WritePropertyName("workflows");
            _paths["workflows"] = section?.Path ?? "";
            WriteList(writer, children, "workflows", new ConfigurationValue("workflows"), 1);
            writer.WriteEndObject();
        }
    }

    private void Write(Utf8JsonWriter writer, IConfigurationSection section, string place, ConfigurationValue value, int depth)
    {
        _paths[place] = section.Path;
        IConfigurationSection[] children = depth < Deepest ? [.. section.GetChildren()] : [];
        if (children.Length > 0 && value.IsConditions)
        {
            Refuse(writer, place, section.Path, Conditions);
        }
        else if (children.Length > 0 && !string.IsNullOrEmpty(section.Value))
        {
            Refuse(writer, place, section.Path, Mixed);
        }
        else if (children.Length > 0 && value.Inside != ConfigurationContext.Headers && AreIndexes(children))
        {
            WriteList(writer, children, place, value, depth + 1);
        }
        else if (children.Length > 0)
        {
            WriteMembers(writer, children, place, value.Inside, depth + 1);
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
            // This is how configuration keeps an empty list, and a set may hold no workflows.
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else if (string.IsNullOrEmpty(section.Value))
        {
            Refuse(writer, place, section.Path, value.IsConditions ? $"{Empty} A workflow without conditions runs for every event of its trigger." : Empty);
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

    private void WriteList(Utf8JsonWriter writer, IConfigurationSection[] entries, string place, ConfigurationValue value, int depth)
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

            if (place == "workflows" && NamesOf(entries[index].Path) is { Length: > 1 } names)
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

    private void WriteMembers(Utf8JsonWriter writer, IConfigurationSection[] members, string place, ConfigurationContext context, int depth)
    {
        writer.WriteStartObject();
        foreach (IConfigurationSection member in members)
        {
            if (!UnicodeRules.IsWhole(member.Key))
            {
                Refuse(null, place, member.Path, UnicodeRules.Halved);
                continue;
            }

            string name = context == ConfigurationContext.Form ? DefinitionForm.NameOf(member.Key) : member.Key;
            writer.WritePropertyName(name);
            string memberPlace = context == ConfigurationContext.Headers ? $"{place}['{name}']" : place.Length == 0 ? name : $"{place}.{name}";
            Write(writer, member, memberPlace, new ConfigurationValue(name, context), depth);
        }

        writer.WriteEndObject();
    }

    /// <summary>The names that the sources of the configuration give an entry.</summary>
    private string[] NamesOf(string path)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (IConfigurationProvider provider in root?.Providers ?? [])
        {
            if (provider.TryGet(ConfigurationPath.Combine(path, "name"), out string? name) && name is not null)
            {
                names.Add(name);
            }
        }

        return [.. names];
    }

    private void Refuse(Utf8JsonWriter? writer, string place, string path, string message)
    {
        writer?.WriteNullValue();
        _refusedPlaces.Add(place);
        Refused.Add((_workflow.Index, new WorkflowDefinitionError(_workflow.Name, path, message)));
    }

    private static bool AreIndexes(IConfigurationSection[] sections) => Array.TrueForAll(sections, section => section.Key.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
}
