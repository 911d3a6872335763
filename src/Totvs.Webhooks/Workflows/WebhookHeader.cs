using Totvs.Webhooks.Workflows.Definitions;

namespace Totvs.Webhooks.Workflows;

/// <summary>
/// A header that a workflow sends. Its value is mostly a credential, so it is no property: a serializer or a logger, which read
/// properties, does not write it.
/// </summary>
public readonly record struct WebhookHeader
{
    private readonly string _value;

    /// <summary>Makes a header.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value: visible ASCII characters and spaces. It is checked where a workflow is built, read or saved.</param>
    public WebhookHeader(string name, string value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Makes a header of a name and a value.</summary>
    /// <param name="header">Name and value.</param>
    public static implicit operator WebhookHeader(KeyValuePair<string, string> header) => FromKeyValuePair(header);

    /// <summary>Makes a header of a name and a value.</summary>
    /// <param name="header">Name and value.</param>
    /// <returns>The header.</returns>
    public static WebhookHeader FromKeyValuePair(KeyValuePair<string, string> header) => new(header.Key, header.Value);

    /// <summary>The value, to send and to store.</summary>
    /// <returns>The value.</returns>
    public string Reveal() => _value;

    /// <summary>Gives name and value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Deconstruct(out string name, out string value) => (name, value) = (Name, _value);

    /// <summary>A string that does not show the value.</summary>
    /// <returns>The name, and a mask.</returns>
    public override string ToString() => $"{Name}: {WorkflowWriter.Mask}";
}
