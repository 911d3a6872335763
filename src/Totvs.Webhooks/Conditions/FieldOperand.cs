namespace Totvs.Webhooks.Conditions;

/// <summary>The value of another field of the record as it is now. A condition that compares with a missing one is unknown.</summary>
public sealed record FieldOperand : Operand
{
    /// <summary>Names the field.</summary>
    /// <param name="path">The field's path.</param>
    public FieldOperand(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
    }

    /// <summary>The field's path.</summary>
    public string Path { get; }
}
