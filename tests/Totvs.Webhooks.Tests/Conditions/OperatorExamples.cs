using Totvs.Webhooks.Conditions;

namespace Totvs.Webhooks.Tests.Conditions;

/// <summary>
/// One example of each operator: its members in JSON beside <c>field</c>, and the values now and before that it is true for.
/// </summary>
internal static class OperatorExamples
{
    public static readonly IReadOnlyDictionary<ConditionOperator, (string Members, string Value, string? Previous)> All =
        new Dictionary<ConditionOperator, (string Members, string Value, string? Previous)>
        {
            [ConditionOperator.EqualTo] = ("\"value\":\"won\"", "\"won\"", null),
            [ConditionOperator.NotEqualTo] = ("\"value\":\"won\"", "\"lost\"", null),
            [ConditionOperator.In] = ("\"values\":[\"SP\",\"RJ\"]", "\"RJ\"", null),
            [ConditionOperator.NotIn] = ("\"values\":[\"SP\",\"RJ\"]", "\"MG\"", null),
            [ConditionOperator.Contains] = ("\"value\":\"Paulo\"", "\"São Paulo\"", null),
            [ConditionOperator.NotContains] = ("\"value\":\"Paulo\"", "\"Recife\"", null),
            [ConditionOperator.StartsWith] = ("\"value\":\"são\",\"ignoreCase\":true", "\"SÃO PAULO\"", null),
            [ConditionOperator.NotStartsWith] = ("\"value\":\"São\"", "\"Recife\"", null),
            [ConditionOperator.EndsWith] = ("\"value\":\".br\"", "\"example.com.br\"", null),
            [ConditionOperator.NotEndsWith] = ("\"value\":\".br\"", "\"example.com\"", null),
            [ConditionOperator.Matches] = ("\"value\":\"^[0-9]{5}-[0-9]{3}$\"", "\"01310-100\"", null),
            [ConditionOperator.NotMatches] = ("\"value\":\"^[0-9]{5}-[0-9]{3}$\"", "\"none\"", null),
            [ConditionOperator.GreaterThan] = ("\"value\":10000", "10000.01", null),
            [ConditionOperator.GreaterOrEqual] = ("\"value\":10000", "10000.00", null),
            [ConditionOperator.LessThan] = ("\"value\":{\"field\":\"limit\"}", "9", null),
            [ConditionOperator.LessOrEqual] = ("\"value\":\"2022-05-06\"", "\"2022-05-06T23:59:00-03:00\"", null),
            [ConditionOperator.Between] = ("\"from\":10,\"to\":20", "20", null),
            [ConditionOperator.NotBetween] = ("\"from\":10,\"to\":20", "20.01", null),
            [ConditionOperator.IsTrue] = ("", "true", null),
            [ConditionOperator.IsFalse] = ("", "false", null),
            [ConditionOperator.IsNull] = ("", "null", null),
            [ConditionOperator.IsNotNull] = ("", "\"\"", null),
            [ConditionOperator.IsBlank] = ("", "\"  \"", null),
            [ConditionOperator.IsNotBlank] = ("", "\"x\"", null),
            [ConditionOperator.IsEmpty] = ("", "[]", null),
            [ConditionOperator.IsNotEmpty] = ("", "[1]", null),
            [ConditionOperator.IsMissing] = ("", "", null),
            [ConditionOperator.IsNotMissing] = ("", "null", null),
            [ConditionOperator.Changed] = ("", "2", "1"),
            [ConditionOperator.NotChanged] = ("", "1.0", "1"),
            [ConditionOperator.ChangedTo] = ("\"value\":\"won\"", "\"won\"", "\"open\""),
            [ConditionOperator.ChangedFrom] = ("\"value\":\"open\"", "\"lost\"", "\"open\""),
            [ConditionOperator.ChangedFromTo] = ("\"from\":\"open\",\"to\":\"won\"", "\"won\"", "\"open\""),
            [ConditionOperator.Increased] = ("", "2", "1"),
            [ConditionOperator.Decreased] = ("", "1", "2"),
            [ConditionOperator.Before] = ("\"value\":{\"now\":\"-30 days\"}", "\"2022-04-05\"", null),
            [ConditionOperator.After] = ("\"value\":\"2022-05-06T15:00:00-03:00\"", "\"2022-05-06T18:00:01Z\"", null),
            [ConditionOperator.OnOrBefore] = ("\"value\":\"2022-05-06\"", "\"2022-05-06T23:59:00-03:00\"", null),
            [ConditionOperator.OnOrAfter] = ("\"value\":\"2022-05-06\"", "\"2022-05-06T00:00:00-03:00\"", null),
            [ConditionOperator.On] = ("\"value\":\"2022-05-06\"", "\"2022-05-07T02:00:00Z\"", null),
            [ConditionOperator.NotOn] = ("\"value\":\"2022-05-06\"", "\"2022-05-07\"", null),
            [ConditionOperator.Today] = ("", "\"2022-05-06\"", null),
            [ConditionOperator.Yesterday] = ("", "\"2022-05-05\"", null),
            [ConditionOperator.Tomorrow] = ("", "\"2022-05-07\"", null),
            [ConditionOperator.ThisWeek] = ("", "\"2022-05-01\"", null),
            [ConditionOperator.LastWeek] = ("", "\"2022-04-30\"", null),
            [ConditionOperator.NextWeek] = ("", "\"2022-05-08\"", null),
            [ConditionOperator.ThisMonth] = ("", "\"2022-05-31\"", null),
            [ConditionOperator.LastMonth] = ("", "\"2022-04-01\"", null),
            [ConditionOperator.NextMonth] = ("", "\"2022-06-30\"", null),
            [ConditionOperator.ThisQuarter] = ("", "\"2022-04-01\"", null),
            [ConditionOperator.LastQuarter] = ("", "\"2022-03-31\"", null),
            [ConditionOperator.NextQuarter] = ("", "\"2022-07-01\"", null),
            [ConditionOperator.ThisYear] = ("", "\"2022-12-31\"", null),
            [ConditionOperator.LastYear] = ("", "\"2021-01-01\"", null),
            [ConditionOperator.NextYear] = ("", "\"2023-01-01\"", null),
            [ConditionOperator.InLast] = ("\"value\":\"30 minutes\"", "\"2022-05-06T15:00:00-03:00\"", null),
            [ConditionOperator.InNext] = ("\"value\":\"2 weeks\"", "\"2022-05-20\"", null),
            [ConditionOperator.OlderThan] = ("\"value\":\"1 year\"", "\"2021-05-05\"", null),
            [ConditionOperator.Anniversary] = ("", "\"1980-05-06\"", null),
        };
}
