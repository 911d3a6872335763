using System.Text;

namespace Totvs.Webhooks.Records;

/// <summary>One step of a path: a property's name, an element's index, or every element.</summary>
internal readonly record struct PathStep
{
    private PathStep(string? name, byte[]? utf8Name, int index)
    {
        Name = name;
        Utf8Name = utf8Name;
        Index = index;
    }

    public static PathStep Each { get; } = new(null, null, -1);

    /// <summary>The property's name, or none.</summary>
    public string? Name { get; }

    public byte[]? Utf8Name { get; }

    /// <summary>The element's index from 0, or less where it is not one element.</summary>
    public int Index { get; }

    public bool IsEach => Name is null && Index < 0;

    public static PathStep Member(string name) => new(name, Encoding.UTF8.GetBytes(name), -1);

    public static PathStep Element(int index) => new(null, null, index);
}
