namespace Totvs.Webhooks.Conditions;

/// <summary>The value that a field had before the event; missing where the record has just been created.</summary>
internal sealed class PreviousFieldOperand(string path) : PathOperand(path);
