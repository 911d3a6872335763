using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>
/// The record of one event, the record before it, and now. Each path is followed at most once, at its first use. Not thread-safe.
/// </summary>
internal sealed class RecordView
{
    private readonly FieldPathTable _paths;
    private readonly JsonElement _record;
    private readonly JsonElement _previousRecord;
    private readonly FieldValue[] _values;
    private readonly TimeProvider _clock;
    private FieldValue[]? _previousValues;
    private TimeZoneInfo? _zoneOfToday;
    private DateOnly _today;
    private TimeSpan _searched;

    /// <param name="paths">The paths of the conditions that are judged on it.</param>
    /// <param name="record">The record as it is now. JSON null stands for none.</param>
    /// <param name="previousRecord">The record as it was before. JSON null stands for none.</param>
    /// <param name="now">The moment that now, today and the like mean.</param>
    /// <param name="clock">Measures how long searches take. Default: the system's.</param>
    public RecordView(
        FieldPathTable paths, JsonElement? record, JsonElement? previousRecord, DateTimeOffset now, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _paths = paths;
        _record = record.GetValueOrDefault();
        _previousRecord = previousRecord.GetValueOrDefault();
        HasRecord = IsRecord(_record);
        HasPreviousRecord = IsRecord(_previousRecord);
        Now = now;
        _values = new FieldValue[paths.Count];
    }

    public bool HasRecord { get; }

    /// <summary>Whether there was a record before; false where it has just been created.</summary>
    public bool HasPreviousRecord { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Whether a search was given up, or not begun any more.</summary>
    public bool GaveUpSearches { get; private set; }

    /// <summary>Begins a search, unless the event's searches took their time together already.</summary>
    public bool TryBeginSearch(out long begun)
    {
        if (_searched >= ConditionPattern.TotalTimeLimit)
        {
            GaveUpSearches = true;
            begun = 0;
            return false;
        }

        begun = _clock.GetTimestamp();
        return true;
    }

    public void EndSearch(long begun) => _searched += _clock.GetElapsedTime(begun);

    public void GiveUpSearch() => GaveUpSearches = true;

    /// <summary>The calendar day of now in a zone; the last zone's is kept, since most conditions share one.</summary>
    public DateOnly TodayIn(TimeZoneInfo zone)
    {
        if (_zoneOfToday != zone)
        {
            _today = DateValue.Moment(Now).DayIn(zone);
            _zoneOfToday = zone;
        }

        return _today;
    }

    /// <summary>The value of a path in the record as it is now.</summary>
    public ref FieldValue Current(int slot)
    {
        ref FieldValue value = ref _values[slot];
        if (value.State == ValueState.Unresolved)
        {
            value = HasRecord ? _paths[slot].Follow(_record) : FieldValue.Missing;
        }

        return ref value;
    }

    /// <summary>The value of a path in the record as it was before.</summary>
    public ref FieldValue Previous(int slot)
    {
        _previousValues ??= new FieldValue[_values.Length];
        ref FieldValue value = ref _previousValues[slot];
        if (value.State == ValueState.Unresolved)
        {
            value = HasPreviousRecord ? _paths[slot].Follow(_previousRecord) : FieldValue.Missing;
        }

        return ref value;
    }

    private static bool IsRecord(JsonElement element) => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}
