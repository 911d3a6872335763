namespace Totvs.Webhooks.Conditions;

/// <summary>The moment of the event's matching, moved by a duration. Only for operators on dates.</summary>
/// <param name="Amount">How many units later; negative for earlier.</param>
/// <param name="Unit">The unit.</param>
public sealed record NowOperand(int Amount, DurationUnit Unit) : Operand;
