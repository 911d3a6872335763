namespace Totvs.Webhooks.Conditions;

/// <summary>
/// The value that a field had before the event. A condition that compares with a missing one, or with one of a record just created,
/// is unknown.
/// </summary>
public sealed record PreviousFieldOperand : Operand
{
    /// <summary>Names the field.</summary>
    /// <param name="path">The field's path.</param>
    public PreviousFieldOperand(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
    }

    /// <summary>The field's path.</summary>
    public string Path { get; }
}
