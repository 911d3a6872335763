namespace Totvs.Webhooks.Conditions.Json;

/// <summary>The properties that hold what an operator compares with, by the shape of that.</summary>
internal static class OperandProperties
{
    private static readonly string[] None = [];
    private static readonly string[] Single = ["value"];
    private static readonly string[] Several = ["values"];
    private static readonly string[] Pair = ["from", "to"];

    public static IReadOnlyList<string> All { get; } = ["value", "values", "from", "to"];

    public static IReadOnlyList<string> Of(OperandShape shape) => shape switch
    {
        OperandShape.None => None,
        OperandShape.List => Several,
        OperandShape.FromTo or OperandShape.OrderedPair => Pair,
        _ => Single,
    };
}
