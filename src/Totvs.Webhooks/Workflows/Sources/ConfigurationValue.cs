using System.Text.Json;
using System.Text.RegularExpressions;
using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows.Sources;

/// <summary>
/// What a string of the configuration stands for, by the property whose value it is: a boolean or a number where the form has one, and
/// the string itself anywhere else.
/// </summary>
internal sealed partial class ConfigurationValue
{
    private readonly PropertyKind _kind;
    private readonly ConfigurationContext _context;

    /// <param name="property">The name of the property, or of the array that it is an entry of.</param>
    /// <param name="context">What it is inside of.</param>
    public ConfigurationValue(string property, ConfigurationContext context = ConfigurationContext.Form)
    {
        _kind = context == ConfigurationContext.Form ? DefinitionForm.KindOf(property) : PropertyKind.Text;
        _context = context;
    }

    /// <summary>What its own properties are inside of.</summary>
    public ConfigurationContext Inside =>
        _context == ConfigurationContext.Form && _kind != PropertyKind.Headers ? ConfigurationContext.Form : ConfigurationContext.Headers;

    /// <summary>Whether it is the conditions of a workflow, which are one string in configuration.</summary>
    public bool IsConditions => _kind == PropertyKind.Conditions;

    public void Write(Utf8JsonWriter writer, string text)
    {
        if (_kind == PropertyKind.Boolean && bool.TryParse(text, out bool boolean))
        {
            writer.WriteBooleanValue(boolean);
        }
        else if (_kind is PropertyKind.Count or PropertyKind.Number && Number.IsMatch(text))
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }
}
