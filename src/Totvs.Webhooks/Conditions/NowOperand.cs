namespace Totvs.Webhooks.Conditions;

/// <summary>The moment of the event's matching, moved by a duration; earlier where that is negative. Only for operators on dates.</summary>
internal sealed class NowOperand(ConditionDuration distance) : Operand
{
    public ConditionDuration Distance { get; } = distance;

    public override bool Equals(object? obj) => obj is NowOperand other && other.Distance == Distance;

    public override int GetHashCode() => Distance.GetHashCode();
}
