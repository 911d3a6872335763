namespace Totvs.Webhooks.Records;

/// <summary>What following a path through a record came to.</summary>
internal enum ValueState : byte
{
    /// <summary>Not followed yet.</summary>
    Unresolved,

    /// <summary>There is a value, which may be JSON null.</summary>
    Present,

    /// <summary>The record has no such field.</summary>
    Missing,

    /// <summary>The path goes through an array, which was found.</summary>
    List,

    /// <summary>The record cannot be read there: a property's name is no valid Unicode.</summary>
    Unreadable,
}
