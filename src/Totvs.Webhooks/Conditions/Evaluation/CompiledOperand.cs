using System.Text.Json;
using Totvs.Webhooks.Records;

namespace Totvs.Webhooks.Conditions.Evaluation;

/// <summary>The right-hand side of an operator, compiled.</summary>
internal sealed class CompiledOperand
{
    private readonly Source _source;
    private readonly int _slot;
    private readonly ConditionDuration _duration;
    private readonly TimeZoneInfo? _zone;
    private FieldValue _literal;

    private CompiledOperand(
        Source source, int slot = 0, FieldValue literal = default, ConditionDuration duration = default, TimeZoneInfo? zone = null)
    {
        _source = source;
        _slot = slot;
        _duration = duration;
        _zone = zone;
        _literal = literal;
        _literal.ReadAhead();
    }

    private enum Source
    {
        Literal,
        Field,
        Previous,
        Now,
    }

    public static CompiledOperand Literal(JsonElement value) => new(Source.Literal, literal: FieldValue.Of(value));

    public static CompiledOperand Field(int slot) => new(Source.Field, slot);

    public static CompiledOperand Previous(int slot) => new(Source.Previous, slot);

    public static CompiledOperand Now(ConditionDuration duration, TimeZoneInfo zone) => new(Source.Now, duration: duration, zone: zone);

    /// <summary>The operand's value for an event.</summary>
    /// <param name="view">The event's records.</param>
    /// <param name="room">Room for a value that neither the record nor the condition holds.</param>
    public ref FieldValue Resolve(RecordView view, ref FieldValue room)
    {
        switch (_source)
        {
            case Source.Literal:
                return ref _literal;
            case Source.Field:
                return ref view.Current(_slot);
            case Source.Previous:
                return ref view.Previous(_slot);
            default:
                room = FieldValue.OfDate(_duration.From(view.Now, _zone!));
                return ref room;
        }
    }
}
