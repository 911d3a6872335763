namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>What the value of a property is, for those who handle properties of one kind alike.</summary>
internal enum PropertyKind
{
    /// <summary>A string, or an object or array that configuration forms by its keys.</summary>
    Text,

    /// <summary>A boolean, also where configuration has it as a string.</summary>
    Boolean,

    /// <summary>A whole number from 1.</summary>
    Count,

    /// <summary>A number in a range.</summary>
    Number,

    /// <summary>A duration of more than zero, as a string.</summary>
    Duration,

    /// <summary>An object whose names are free: those of headers.</summary>
    Headers,

    /// <summary>Conditions, which are one string in configuration.</summary>
    Conditions,
}
