namespace Totvs.Webhooks.Conditions;

/// <summary>The groups in which the operators are listed.</summary>
internal enum OperatorGroup
{
    Equality,
    Text,
    Order,
    Boolean,
    Presence,
    Change,
    Date,
    Calendar,
    Distance,
}
