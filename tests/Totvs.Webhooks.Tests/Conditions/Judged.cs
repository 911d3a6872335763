using System.Text.Json;
using NUnit.Framework;
using Totvs.Webhooks.Conditions;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Conditions.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>Judges conditions against records written as JSON.</summary>
internal static class Judged
{
    /// <summary>Friday, 6 May 2022, 15:28:36 in São Paulo.</summary>
    public static readonly DateTimeOffset Now = new(2022, 5, 6, 15, 28, 36, TimeSpan.FromHours(-3));

    public static readonly ConditionSettings Settings = new(TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo"), DayOfWeek.Sunday);

    public static ConditionResult Of(
        Condition condition, string? record, string? previous = null, DateTimeOffset? now = null, ConditionSettings? settings = null)
    {
        var paths = new FieldPathTable();
        var compiled = CompiledCondition.Compile(condition, settings ?? Settings, paths);
        var view = new RecordView(paths, Parse(record), Parse(previous), now ?? Now);
        return compiled.Evaluate(view);
    }

    public static ConditionExplanation Explained(Condition condition, string? record, string? previous = null, string language = "en")
    {
        var paths = new FieldPathTable();
        var compiled = CompiledCondition.Compile(condition, Settings, paths);
        return compiled.Explain(new RecordView(paths, Parse(record), Parse(previous), Now), language);
    }

    /// <summary>Reads a condition from JSON that must be valid.</summary>
    public static Condition Read(string json)
    {
        var errors = new List<DefinitionFault>();
        Condition? condition = ConditionReader.Read(JsonElement.Parse(json), "conditions", errors);
        Assert.That(errors, Is.Empty);
        return condition!;
    }

    /// <summary>Judges the condition <c>{"field":"x",…}</c> whose other members are given.</summary>
    public static ConditionResult Field(string members, string record, string? previous = null) =>
        Of(Read($$"""{"field":"x",{{members}}}"""), record, previous);

    public static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
