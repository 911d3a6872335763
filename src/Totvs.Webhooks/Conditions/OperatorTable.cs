using System.Collections.Frozen;
using Totvs.Webhooks.Conditions.Evaluation;
using Totvs.Webhooks.Records;
using static Totvs.Webhooks.Conditions.ConditionOperator;

namespace Totvs.Webhooks.Conditions;

/// <summary>The table of operators, by group. An operator that negates another is one row more, made of it.</summary>
internal static class OperatorTable
{
    // Above the look-ups, which are made of it: static members are initialized in the order of the file.
    public static IReadOnlyList<OperatorFacts> Rows { get; } =
    [
        .. InGroup(OperatorGroup.Equality, FieldTypes.Any, Equality()),
        .. InGroup(OperatorGroup.Text, FieldTypes.String, Text()),
        .. InGroup(OperatorGroup.Order, FieldTypes.Number | FieldTypes.Date, Order()),
        .. InGroup(OperatorGroup.Boolean, FieldTypes.Boolean, Booleans()),
        .. InGroup(OperatorGroup.Presence, FieldTypes.Any, Presence()),
        .. InGroup(OperatorGroup.Change, FieldTypes.Any, Change()),
        .. InGroup(OperatorGroup.Change, FieldTypes.Number | FieldTypes.Date, Trend()),
        .. InGroup(OperatorGroup.Date, FieldTypes.Date, Dates()),
        .. InGroup(OperatorGroup.Calendar, FieldTypes.Date, Calendar()),
        .. InGroup(OperatorGroup.Distance, FieldTypes.Date, Distance()),
    ];

    public static FrozenDictionary<ConditionOperator, OperatorFacts> ByOperator { get; } = Rows.ToFrozenDictionary(row => row.Operator);

    public static FrozenDictionary<string, OperatorFacts> ByName { get; } = Rows.ToFrozenDictionary(row => row.Name);

    private static IEnumerable<OperatorFacts> Equality() =>
    [
        .. Both(
            new(EqualTo, "equals", OperandShape.Value, field => new EqualityTest(field.Operand(0), field.Equality), new("is", "é", "es")),
            NotEqualTo, "notEquals", ConditionReason.Equal, new("is not", "não é", "no es")),
        .. Both(
            new(In, "in", OperandShape.List, field => new ListTest(field.Operands, field.Equality),
                new("is one of", "é um de", "es uno de")),
            NotIn, "notIn", ConditionReason.Listed, new("is none of", "não é nenhum de", "no es ninguno de")),
    ];

    private static IEnumerable<OperatorFacts> Text() =>
    [
        .. Both(
            new(Contains, "contains", OperandShape.Text, field => field.Text(TextMatch.Anywhere), new("contains", "contém", "contiene")),
            NotContains, "notContains", ConditionReason.Match, new("does not contain", "não contém", "no contiene")),
        .. Both(
            new(StartsWith, "startsWith", OperandShape.Text, field => field.Text(TextMatch.AtStart),
                new("starts with", "começa com", "empieza con")),
            NotStartsWith, "notStartsWith", ConditionReason.Match, new("does not start with", "não começa com", "no empieza con")),
        .. Both(
            new(EndsWith, "endsWith", OperandShape.Text, field => field.Text(TextMatch.AtEnd),
                new("ends with", "termina com", "termina en")),
            NotEndsWith, "notEndsWith", ConditionReason.Match, new("does not end with", "não termina com", "no termina en")),
        .. Both(
            new(Matches, "matches", OperandShape.Pattern, field => new PatternTest(field.Pattern(), field.IgnoreCase),
                new("matches the pattern", "corresponde ao padrão", "coincide con el patrón")),
            NotMatches, "notMatches", ConditionReason.Match,
            new("does not match the pattern", "não corresponde ao padrão", "no coincide con el patrón")),
    ];

    private static IEnumerable<OperatorFacts> Order() =>
    [
        new(GreaterThan, "greaterThan", OperandShape.Ordered, field => field.Above(orSame: false),
            new("is greater than", "é maior que", "es mayor que")),
        new(GreaterOrEqual, "greaterOrEqual", OperandShape.Ordered, field => field.Above(orSame: true),
            new("is at least", "é no mínimo", "es como mínimo")),
        new(LessThan, "lessThan", OperandShape.Ordered, field => field.Below(orSame: false),
            new("is less than", "é menor que", "es menor que")),
        new(LessOrEqual, "lessOrEqual", OperandShape.Ordered, field => field.Below(orSame: true),
            new("is at most", "é no máximo", "es como máximo")),
        .. Both(
            new(Between, "between", OperandShape.OrderedPair, field => field.Range(), new("is between", "está entre", "está entre")),
            NotBetween, "notBetween", ConditionReason.InsideRange, new("is not between", "não está entre", "no está entre")),
    ];

    private static IEnumerable<OperatorFacts> Booleans() =>
    [
        new(IsTrue, "isTrue", OperandShape.None, _ => new BooleanTest(true), new("is true", "é verdadeiro", "es verdadero")),
        new(IsFalse, "isFalse", OperandShape.None, _ => new BooleanTest(false), new("is false", "é falso", "es falso")),
    ];

    private static IEnumerable<OperatorFacts> Presence() =>
    [
        .. Both(
            new(IsNull, "isNull", OperandShape.None, _ => new PresenceTest(PresenceTest.IsNull),
                new("has no value", "não tem valor", "no tiene valor")),
            IsNotNull, "isNotNull", ConditionReason.HasNoValue, new("has a value", "tem valor", "tiene valor")),
        .. Both(
            new(IsBlank, "isBlank", OperandShape.None, _ => new PresenceTest(PresenceTest.IsBlank),
                new("is blank", "está em branco", "está en blanco")),
            IsNotBlank, "isNotBlank", ConditionReason.HasNoValue, new("is not blank", "não está em branco", "no está en blanco")),
        .. Both(
            new(IsEmpty, "isEmpty", OperandShape.None, _ => new PresenceTest(PresenceTest.IsEmpty),
                new("is empty", "está vazio", "está vacío")),
            IsNotEmpty, "isNotEmpty", ConditionReason.HasNoValue, new("is not empty", "não está vazio", "no está vacío")),
        .. Both(
            new(IsMissing, "isMissing", OperandShape.None, _ => new PresenceTest(_ => false),
                new("is missing", "não existe", "no existe")),
            IsNotMissing, "isNotMissing", ConditionReason.HasNoValue, new("is present", "existe", "existe")),
    ];

    private static IEnumerable<OperatorFacts> Change() =>
    [
        .. Both(
            new(Changed, "changed", OperandShape.None, field => field.Change(null, null), new("changed", "mudou", "cambió")),
            NotChanged, "notChanged", ConditionReason.Changed, new("did not change", "não mudou", "no cambió")),
        new(ChangedTo, "changedTo", OperandShape.Value, field => field.Change(null, field.Operand(0)),
            new("changed to", "mudou para", "cambió a")),
        new(ChangedFrom, "changedFrom", OperandShape.Value, field => field.Change(field.Operand(0), null),
            new("changed from", "mudou de", "cambió de")),
        new(ChangedFromTo, "changedFromTo", OperandShape.FromTo, field => field.Change(field.Operand(0), field.Operand(1)),
            new("changed from", "mudou de", "cambió de")),
    ];

    private static IEnumerable<OperatorFacts> Trend() =>
    [
        new(Increased, "increased", OperandShape.None, field => field.Trend(1, ConditionReason.NotIncreased),
            new("increased", "aumentou", "aumentó")),
        new(Decreased, "decreased", OperandShape.None, field => field.Trend(-1, ConditionReason.NotDecreased),
            new("decreased", "diminuiu", "disminuyó")),
    ];

    private static IEnumerable<OperatorFacts> Dates() =>
    [
        new(Before, "before", OperandShape.Date, field => field.Below(orSame: false), new("is before", "é antes de", "es antes de")),
        new(After, "after", OperandShape.Date, field => field.Above(orSame: false), new("is after", "é depois de", "es después de")),
        new(OnOrBefore, "onOrBefore", OperandShape.Date, field => field.Below(orSame: true), new("is on or before", "é até", "es hasta")),
        new(OnOrAfter, "onOrAfter", OperandShape.Date, field => field.Above(orSame: true),
            new("is on or after", "é a partir de", "es a partir de")),
        .. Both(
            new(On, "on", OperandShape.Date, field => DateTests.SameDay(field.Operand(0), field.Zone),
                new("is on", "é em", "es el")),
            NotOn, "notOn", ConditionReason.SameDay, new("is not on", "não é em", "no es el")),
    ];

    private static IEnumerable<OperatorFacts> Calendar() =>
    [
        Period(Today, "today", CalendarUnit.Day, 0, new("is today", "é hoje", "es hoy")),
        Period(Yesterday, "yesterday", CalendarUnit.Day, -1, new("is yesterday", "é ontem", "es ayer")),
        Period(Tomorrow, "tomorrow", CalendarUnit.Day, 1, new("is tomorrow", "é amanhã", "es mañana")),
        Period(ThisWeek, "thisWeek", CalendarUnit.Week, 0, new("is in this week", "está nesta semana", "está en esta semana")),
        Period(LastWeek, "lastWeek", CalendarUnit.Week, -1,
            new("is in the previous calendar week", "está na semana passada", "está en la semana pasada")),
        Period(NextWeek, "nextWeek", CalendarUnit.Week, 1,
            new("is in the next calendar week", "está na próxima semana", "está en la próxima semana")),
        Period(ThisMonth, "thisMonth", CalendarUnit.Month, 0, new("is in this month", "está neste mês", "está en este mes")),
        Period(LastMonth, "lastMonth", CalendarUnit.Month, -1,
            new("is in the previous calendar month", "está no mês passado", "está en el mes pasado")),
        Period(NextMonth, "nextMonth", CalendarUnit.Month, 1,
            new("is in the next calendar month", "está no próximo mês", "está en el próximo mes")),
        Period(ThisQuarter, "thisQuarter", CalendarUnit.Quarter, 0,
            new("is in this quarter", "está neste trimestre", "está en este trimestre")),
        Period(LastQuarter, "lastQuarter", CalendarUnit.Quarter, -1,
            new("is in the previous calendar quarter", "está no trimestre passado", "está en el trimestre pasado")),
        Period(NextQuarter, "nextQuarter", CalendarUnit.Quarter, 1,
            new("is in the next calendar quarter", "está no próximo trimestre", "está en el próximo trimestre")),
        Period(ThisYear, "thisYear", CalendarUnit.Year, 0, new("is in this year", "está neste ano", "está en este año")),
        Period(LastYear, "lastYear", CalendarUnit.Year, -1,
            new("is in the previous calendar year", "está no ano passado", "está en el año pasado")),
        Period(NextYear, "nextYear", CalendarUnit.Year, 1,
            new("is in the next calendar year", "está no próximo ano", "está en el próximo año")),
    ];

    private static IEnumerable<OperatorFacts> Distance() =>
    [
        new(InLast, "inLast", OperandShape.Duration, field => DateTests.InLast(field.Duration(), field.Zone),
            new("is in the last", "está no período dos últimos", "está en el período de los últimos")),
        new(InNext, "inNext", OperandShape.Duration, field => DateTests.InNext(field.Duration(), field.Zone),
            new("is in the next", "está no período dos próximos", "está en el período de los próximos")),
        new(OlderThan, "olderThan", OperandShape.Duration, field => DateTests.OlderThan(field.Duration(), field.Zone),
            new("is older than", "é mais antigo que", "es más antiguo que")),
        new(Anniversary, "anniversary", OperandShape.None, field => DateTests.Anniversary(field.Zone),
            new("has its anniversary today", "faz aniversário hoje", "cumple aniversario hoy")),
    ];

    private static OperatorFacts Period(ConditionOperator period, string name, CalendarUnit unit, int distance, LocalizedText phrase) =>
        new(period, name, OperandShape.None, field => DateTests.InPeriod(unit, distance, field.Settings), phrase);

    private static OperatorFacts[] Both(
        OperatorFacts positive, ConditionOperator negation, string name, ConditionReason reasonIfTrue, LocalizedText phrase) =>
        [
            positive,
            positive with { Operator = negation, Name = name, Phrase = phrase, Negates = positive.Operator, ReasonIfTrue = reasonIfTrue },
        ];

    private static IEnumerable<OperatorFacts> InGroup(OperatorGroup group, FieldTypes types, IEnumerable<OperatorFacts> rows) =>
        rows.Select(row => row with { Group = group, Types = types });
}
