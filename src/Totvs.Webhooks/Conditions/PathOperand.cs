namespace Totvs.Webhooks.Conditions;

/// <summary>The value of a field. A condition that compares with a missing one is unknown.</summary>
internal abstract class PathOperand(string path) : Operand
{
    public string Path { get; } = path ?? throw new ArgumentNullException(nameof(path));

    public override bool Equals(object? obj) => obj is PathOperand other && other.GetType() == GetType() && other.Path == Path;

    public override int GetHashCode() => HashCode.Combine(GetType(), Path);
}
