namespace Totvs.Webhooks.Conditions;

/// <summary>The value of another field of the record as it is now.</summary>
internal sealed class FieldOperand(string path) : PathOperand(path);
