namespace Totvs.Webhooks.Workflows.Definitions;

/// <summary>
/// One property of an object in a definition: all that reader, writer, validator, configuration and the test of the schema know of it.
/// </summary>
/// <typeparam name="T">What the object stands for.</typeparam>
internal sealed class DefinitionProperty<T>
{
    /// <summary>Its name in JSON.</summary>
    public required string Name { get; init; }

    public PropertyKind Kind { get; init; }

    /// <summary>Reads it from the object; the result is what is read so far with the property.</summary>
    public required Func<T, DefinitionObject, T> Read { get; init; }

    /// <summary>Writes it; nothing where it has its default.</summary>
    public required Action<T, DefinitionOutput> Write { get; init; }

    /// <summary>Finds what is wrong with it; <see langword="null"/> where any value is right.</summary>
    public Action<T, PropertyFaults>? Check { get; init; }
}
