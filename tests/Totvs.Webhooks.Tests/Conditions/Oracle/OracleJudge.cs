using System.Text.Json;

namespace Totvs.Webhooks.Tests.Conditions.Oracle;

/// <summary>
/// Judges a condition in JSON as docs/conditions.md says, sharing no code with the library and written without reading it. True, false,
/// or null for unknown. The operators <c>&amp;</c>, <c>|</c> and <c>!</c> of <c>bool?</c> follow the page's table.
/// </summary>
internal sealed class OracleJudge(OracleSettings settings, JsonElement? record, JsonElement? previous)
{
    private readonly OracleField _field = new(settings, record, previous is { ValueKind: JsonValueKind.Null } ? null : previous);

    public static bool? Judge(OracleCase theCase) =>
        new OracleJudge(
            OracleSettings.ByLetter[theCase.Settings], Parse(theCase.Record),
            Parse(theCase.Previous)).Judge(JsonElement.Parse(theCase.Condition));

    private bool? Judge(JsonElement condition) => record is null or { ValueKind: JsonValueKind.Null } ? null : Part(condition);

    private bool? Part(JsonElement condition)
    {
        if (condition.ValueKind == JsonValueKind.String)
        {
            return Part(OracleFilter.Read(condition.GetString()!));
        }

        if (condition.TryGetProperty("all", out JsonElement all))
        {
            return all.EnumerateArray().Select(Part).Aggregate((bool?)true, (left, right) => left & right);
        }

        if (condition.TryGetProperty("any", out JsonElement any))
        {
            return any.EnumerateArray().Select(Part).Aggregate((bool?)false, (left, right) => left | right);
        }

        return condition.TryGetProperty("not", out JsonElement not) ? !Part(not) : _field.Judge(condition);
    }

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
