using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// Makes the JSON tree of a set of workflows from configuration, which knows only texts under paths without regard to case: names get the case of
/// the form, keys that are all numbers make a list, and texts become what <see cref="ConfigurationValue"/> says.
/// </summary>
internal sealed class ConfigurationTree(IConfiguration configuration)
{
    private static readonly string[] Lists = ["workflows", "signingSecrets", "all", "any", "values"];

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);

    /// <summary>The tree, in the form of a file.</summary>
    public JsonDocument Build()
    {
        using (var writer = new Utf8JsonWriter(_text))
        {
            WriteRoot(writer);
        }

        return JsonDocument.Parse(_text.WrittenMemory, new JsonDocumentOptions { MaxDepth = WorkflowReader.DeepestNesting });
    }

    /// <summary>The configuration path of a place in the tree: <c>Workflows:0:webhook:url</c>.</summary>
    public string PathOf(string place)
    {
        string known = place;
        while (known.Length > 0 && !_paths.ContainsKey(known))
        {
            known = known[..Math.Max(0, known.LastIndexOfAny(['.', '[']))];
        }

        string path = _paths.GetValueOrDefault(known, "");
        string rest = place[known.Length..].Replace("['", ":", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace('[', ':').Replace("]", "", StringComparison.Ordinal).Replace('.', ':').TrimStart(':');
        return rest.Length == 0 ? path : path.Length == 0 ? rest : $"{path}:{rest}";
    }

    private void WriteRoot(Utf8JsonWriter writer)
    {
        var section = configuration as IConfigurationSection;
        IConfigurationSection[] children = [.. configuration.GetChildren()];
        _paths[""] = section?.Path ?? "";
        if (children.Length == 0 && !string.IsNullOrEmpty(section?.Value))
        {
            writer.WriteStringValue(section.Value);
            return;
        }

        if (children.Length > 0 && !AreIndexes(children))
        {
            WriteMembers(writer, children, "", ConfigurationContext.Form);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("workflows");
        _paths["workflows"] = _paths[""];
        WriteList(writer, children, "workflows", new ConfigurationValue("workflows"));
        writer.WriteEndObject();
    }

    private void Write(Utf8JsonWriter writer, IConfigurationSection section, string place, ConfigurationValue value)
    {
        _paths[place] = section.Path;
        IConfigurationSection[] children = [.. section.GetChildren()];
        if (children.Length > 0 && value.Inside != ConfigurationContext.Headers && AreIndexes(children))
        {
            WriteList(writer, children, place, value);
        }
        else if (children.Length > 0)
        {
            WriteMembers(writer, children, place, value.Inside);
        }
        else if (section.Value is "" && Lists.Contains(value.Member))
        {
            // This is how configuration keeps an empty list.
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else
        {
            value.Write(writer, section.Value);
        }
    }

    private void WriteList(Utf8JsonWriter writer, IConfigurationSection[] entries, string place, ConfigurationValue value)
    {
        writer.WriteStartArray();
        for (int index = 0; index < entries.Length; index++)
        {
            Write(writer, entries[index], $"{place}[{index}]", value);
        }

        writer.WriteEndArray();
    }

    private void WriteMembers(Utf8JsonWriter writer, IConfigurationSection[] members, string place, ConfigurationContext context)
    {
        string? conditionOperator = members.FirstOrDefault(member => string.Equals(member.Key, "operator", StringComparison.OrdinalIgnoreCase))?.Value;
        writer.WriteStartObject();
        foreach (IConfigurationSection member in members)
        {
            string name = context == ConfigurationContext.Form ? ConfigurationValue.NameOf(member.Key) : member.Key;
            writer.WritePropertyName(name);
            string memberPlace = context == ConfigurationContext.Headers ? $"{place}['{name}']" : place.Length == 0 ? name : $"{place}.{name}";
            Write(writer, member, memberPlace, new ConfigurationValue(name, context, conditionOperator));
        }

        writer.WriteEndObject();
    }

    private static bool AreIndexes(IConfigurationSection[] sections) => Array.TrueForAll(sections, section => section.Key.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
}
